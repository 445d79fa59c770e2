/** A text as HCL writes it, with nothing in it to be evaluated. */
export const hclText = (text: string) =>
  JSON.stringify(text).replace(/\$\{/g, '$$${').replace(/%\{/g, '%%{');
