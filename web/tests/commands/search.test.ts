import { describe, expect, test } from 'vitest';
import { allCommands } from '../../src/commands/commands';
import { foundCommands } from '../../src/commands/search';

const idsFor = (query: string) => foundCommands(allCommands, query).map(({ id }) => id);

describe('the search for commands', () => {
  test('has all of them for no words', () => {
    expect(idsFor('  ')).toHaveLength(allCommands.length);
  });

  test('puts names before other words for the same', () => {
    expect(idsFor('rot').slice(0, 2)).toEqual(['rotate-left', 'rotate-right']);
    expect(idsFor('save').slice(0, 2)).toEqual(['save-recipe', 'save-profile']);
    expect(idsFor('save')).toContain('export');
    expect(idsFor('mirror')).toEqual(['flip']);
  });

  test('finds every word wherever it stands, without regard to case and accents', () => {
    expect(idsFor('LEFT rotate')).toEqual(['rotate-left']);
    expect(idsFor('rését gamma')).toContain('reset-gamma');
    expect(idsFor('1:1')).toEqual(['zoom-to-pixels']);
  });

  test('finds nothing for what no command is called', () => {
    expect(idsFor('rotate nonsense')).toEqual([]);
  });
});
