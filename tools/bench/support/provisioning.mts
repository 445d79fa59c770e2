import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { providerMirror } from '../../../e2e/provisioning/support/mirror.mts';
import { writeStacks } from '../../../e2e/provisioning/support/modules.mts';
import { startMoto } from '../../../e2e/provisioning/support/moto.mts';
import type { Moto } from '../../../e2e/provisioning/support/moto.mts';
import {
  ProvisioningPortal,
  STATES,
} from '../../../e2e/provisioning/support/portal.mts';
import { temporary } from '../../../e2e/provisioning/support/temporary.mts';
import type { Cleanup } from './cleanup.mts';

/** The portal, an emulated cloud, and a folder for what is temporary. */
export interface ProvisioningScene {
  portal: ProvisioningPortal;
  moto: Moto;
  /** With `stacks/quick`, and `stacks/nothing`, which needs no provider. */
  modules: string;
  dir: string;
}

const NOTHING = `
variable "name" {
  type = string
}

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

resource "terraform_data" "this" {
  input = var.name
}
`;

const MANIFEST = `
apiVersion: provisioning.heal7.io/v1
kind: StackModule
id: nothing
title: { en: Nothing, ko: 없음 }
description: { en: For benches, ko: 측정용 }
cloud: aws
providers: [terraform.io/builtin/terraform]
inputs:
  type: object
  required: [name]
  additionalProperties: false
  properties:
    name: { type: string, title: Name }
secretInputs: []
stateful: []
catalog: []
`;

/** Starts everything; stopped by the cleanup. */
export async function startProvisioning(
  cleanup: Cleanup,
): Promise<ProvisioningScene> {
  const dir = await temporary('bench-provisioning');
  const moto = await startMoto(STATES);
  cleanup.add(() => moto.stop());
  const modules = await writeStacks();
  const nothing = join(modules, 'stacks', 'nothing');
  await mkdir(nothing);
  await writeFile(join(nothing, 'main.tf'), NOTHING);
  await writeFile(join(nothing, 'stack.yaml'), MANIFEST);
  const portal = await ProvisioningPortal.start({
    dataDir: join(dir, 'portal'),
    moto,
    modules,
    mirror: providerMirror(),
    secrets: [{ variable: 'password', value: 'of-the-bench' }],
  });
  cleanup.add(() => portal.backend.stop());
  return { portal, moto, modules, dir };
}
