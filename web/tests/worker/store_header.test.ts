import { describe, expect, it } from 'vitest';
import { headerFromText, textFromHeader } from '../../src/worker/store_header';

const header = { key: 'ab', bytes: 12, lastUse: 34, record: '{"x":"\\n"}' };

describe('the header of a store', () => {
  it('reads back', () => expect(headerFromText(textFromHeader(header))).toEqual(header));

  it('counts only when it is whole', () => {
    const text = textFromHeader(header);
    for (let length = 0; length < text.length; length += 1) expect(headerFromText(text.slice(0, length))).toBeNull();
    expect(headerFromText('null')).toBeNull();
    expect(headerFromText(text.replace('"complete":true', '"complete":false'))).toBeNull();
    expect(headerFromText(text.replace('"bytes":12', '"bytes":"12"'))).toBeNull();
  });
});
