import { csv } from '../../../client/cli/csv';

describe('CSV', () => {
  test('lines end by CRLF; commas, quotes and line breaks are quoted', () => {
    expect(csv(['a', 'b'], [['1,5', 'he said "no"\nand left']])).toBe('a,b\r\n"1,5","he said ""no""\nand left"\r\n');
  });

  test.each(['=1+1', '+86 20 5550 0101', '-2', '@SUM(A1)', '\tx', '\r=1'])('%j is no formula any more', text => {
    expect(csv(['a'], [[text]]).replaceAll('"', '')).toBe(`a\r\n'${text}\r\n`);
  });

  test('a file that Excel opens begins with a byte order mark', () => {
    expect(csv(['姓名'], [], { bom: true })).toBe('\ufeff姓名\r\n');
  });
});
