import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { ModuleBundle } from '@heal7/backstage-plugin-provisioning-node';
import { temporary } from './temporary.mts';

const LOCK_FILE = '.terraform.lock.hcl';
const sandbox = resolve(
  import.meta.dirname,
  '../../../infra/terraform/stacks/sandbox',
);

export const AWS = 'registry.terraform.io/hashicorp/aws';

const SETTINGS = `
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

provider "aws" {}

variable "name" {
  type = string
}
`;

/** A module of a test, beside the providers of the sandbox. */
export async function writeModule(
  code: string,
  files: Record<string, string | Uint8Array> = {},
): Promise<ModuleBundle> {
  const directory = await temporary('module');
  const all = { 'root/main.tf': `${SETTINGS}\n${code}`, ...files };
  for (const [path, content] of Object.entries(all)) {
    const file = join(directory, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  await copyFile(join(sandbox, LOCK_FILE), join(directory, 'root', LOCK_FILE));
  return {
    id: 'test',
    revision: 'sha256:0',
    directory,
    root: 'root',
    providers: [AWS],
    origin: null,
  };
}

/** Made in a moment. */
export const QUICK = `
variable "text" {
  type    = string
  default = "first"
}

resource "aws_ssm_parameter" "quick" {
  name  = "/\${var.name}/quick"
  type  = "String"
  value = var.text
}

output "name" {
  value = aws_ssm_parameter.quick.name
}
`;

/**
 * A queue is there at once, but the provider watches it for some 25 seconds
 * until it believes that: a window in which things can go wrong.
 */
export const QUEUE = `
resource "aws_sqs_queue" "slow" {
  name = "\${var.name}-slow"
}
`;

/** Something quick beside it. */
export const SLOW = QUICK + QUEUE;

const STACK = `
variable "heal7" {
  type = object({
    stack       = string
    environment = string
    owner       = string
    system      = string
    cost_centre = string
  })
}

variable "deletion_protection" {
  type = bool
}

variable "password" {
  type      = string
  sensitive = true
}

variable "slow" {
  type    = bool
  default = false
}

resource "aws_ssm_parameter" "password" {
  name  = "/\${var.name}/password"
  type  = "SecureString"
  value = var.password
}

resource "aws_sqs_queue" "slow" {
  count = var.slow ? 1 : 0
  name  = "\${var.name}-slow"
}

output "password" {
  value     = aws_ssm_parameter.password.value
  sensitive = true
}
`;

const MANIFEST = `
apiVersion: provisioning.heal7.io/v1
kind: StackModule
id: quick
title: { en: Quick, ko: 빠름 }
description: { en: For tests, ko: 시험용 }
cloud: aws
providers: [${AWS}]
inputs:
  type: object
  required: [name]
  additionalProperties: false
  properties:
    name: { type: string, title: Name }
    slow: { type: boolean, title: Slow }
secretInputs: [password]
stateful: []
catalog:
  - match: aws_ssm_parameter
    type: parameter
    name: name
    console: https://console.aws.amazon.com/systems-manager/parameters{name}
`;

/** A folder of stacks, as a portal is configured with. */
export async function writeStacks(): Promise<string> {
  const directory = await temporary('stacks');
  const stack = join(directory, 'stacks', 'quick');
  await mkdir(stack, { recursive: true });
  await writeFile(join(stack, 'main.tf'), `${SETTINGS}\n${QUICK}\n${STACK}`);
  await writeFile(join(stack, 'stack.yaml'), MANIFEST);
  await copyFile(join(sandbox, LOCK_FILE), join(stack, LOCK_FILE));
  return directory;
}
