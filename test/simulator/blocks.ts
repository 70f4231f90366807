/** Small valid pieces for the validator's tests: each builder shows what the test is about. */
export const words = (length: number): string => 'x'.repeat(length);
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

export const plain = (text: string | number = 1) => ({
  type: 'plain_text',
  text: typeof text === 'number' ? words(text) : text,
});
export const mrkdwn = (text: string | number = 1) => ({
  type: 'mrkdwn',
  text: typeof text === 'number' ? words(text) : text,
});
export const divider = { type: 'divider' };
export const section = (fields: object = {}) => ({ type: 'section', text: mrkdwn(), ...fields });
export const actions = (...elements: object[]) => ({ type: 'actions', elements });
export const button = (fields: object = {}) => ({ type: 'button', text: plain(), ...fields });
export const option = (value: string | number = 'a', fields: object = {}) => ({
  text: plain(),
  value: typeof value === 'number' ? words(value) : value,
  ...fields,
});
export const options = (count: number) => times(count, (index) => option(`o${index}`));
export const select = (fields: object = {}) => ({
  type: 'static_select',
  options: options(1),
  ...fields,
});
export const image = (fields: object = {}) => ({
  type: 'image',
  alt_text: 'a',
  image_url: 'https://x.example/a.png',
  ...fields,
});
export const input = (element: object, fields: object = {}) => ({
  type: 'input',
  label: plain(),
  element,
  ...fields,
});
export const textInput = (fields: object = {}) => ({ type: 'plain_text_input', ...fields });
export const richText = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
export const modal = (fields: object = {}) => ({
  type: 'modal',
  title: plain(),
  blocks: [divider],
  ...fields,
});
export const url = (length: number): string => `https://x.example/`.padEnd(length, 'x');
