/**
 * On Resource entities: id of the stack that made them.
 *
 * @public
 */
export const STACK_ANNOTATION = 'heal7.com/stack';

/**
 * On Resource entities: address in the stack, e.g. `aws_s3_bucket.main`.
 *
 * @public
 */
export const ADDRESS_ANNOTATION = 'heal7.com/terraform-address';
