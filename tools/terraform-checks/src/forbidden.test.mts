import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forbiddenDeclarations, forbiddenText } from './forbidden.mts';
import type { Inspection } from './inspect.mts';

const pos = { filename: 'main.tf', line: 1 };
const nothing: Inspection = {
  variables: {},
  outputs: {},
  required_providers: {},
  managed_resources: {},
  data_resources: {},
  module_calls: {},
};
const modules = /^\.\.\/\.\.\/modules\//;

test('what runs programs is found, and nothing else', () => {
  const found = forbiddenDeclarations(
    {
      ...nothing,
      managed_resources: {
        'aws_s3_bucket.this': { type: 'aws_s3_bucket', pos },
        'null_resource.run': { type: 'null_resource', pos },
      },
      data_resources: {
        'data.external.run': { type: 'external', pos },
        'data.aws_region.current': { type: 'aws_region', pos },
      },
    },
    { modules },
  );
  assert.deepEqual(found, ['null_resource.run', 'data.external.run']);
});

test('modules come from here', () => {
  const found = forbiddenDeclarations(
    {
      ...nothing,
      module_calls: {
        bucket: { source: '../../modules/aws-bucket' },
        vpc: { source: 'terraform-aws-modules/vpc/aws' },
      },
    },
    { modules },
  );
  assert.deepEqual(found, ['module.vpc from terraform-aws-modules/vpc/aws']);
});

for (const [what, text] of [
  ['a provisioner', 'resource "a" "b" {\n  provisioner "local-exec" {}\n}'],
  ['a backend', 'terraform {\n  backend "s3" {}\n}'],
  ['a backend', 'terraform {\n  cloud {\n  }\n}'],
  ['a static key', 'provider "aws" {\n  access_key = "x"\n}'],
  ['an account id', 'x = "arn:aws:iam::123456789012:role/x"'],
  ['an image id', 'x = "ami-0ecb62995f68bb549"'],
]) {
  test(`${what} is found`, () => {
    assert.deepEqual(forbiddenText(text), [what]);
  });
}

test('what only looks like it is not', () => {
  const text = `# the backend "s3" is the portal's
access = "arn:aws:iam::000000000000:role/x"
token_ttl = 3`;
  assert.deepEqual(forbiddenText(text), []);
});
