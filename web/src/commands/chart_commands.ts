// The commands on calibrating: with a chart, and with flat frames.

import { turnedCorners } from '../documents/chart';
import { acceptCrop } from '../features/crop/crop_mode';
import { applyChart, beginChart, canApply, chooseChart, leaveChart } from '../features/chart/chart_mode';
import { text } from '../i18n/text';
import type { EditorState } from '../workspace/state';
import type { Command } from './command';
import { withScan } from './conditions';

const isCalibrating = (state: EditorState) => withScan(state) && state.tool.name === 'chart';
const isIdle = (state: EditorState) => isCalibrating(state) && !state.chart?.running;

export const chart: Command = {
  id: 'chart',
  label: text('command.chart'),
  shortcuts: [],
  enabled: (state) => withScan(state) && !state.offer,
  active: ({ tool }) => tool.name === 'chart',
  run: ({ editor, chartFitter }) => {
    if (editor.state.tool.name === 'chart') return leaveChart(editor);
    acceptCrop(editor);
    beginChart(editor);
    void chartFitter.find();
  },
};

export const turnChart: Command = {
  id: 'turn-chart',
  label: text('command.turn-chart'),
  shortcuts: [],
  enabled: isIdle,
  run: ({ editor }) => {
    const { chart: work } = editor.state;
    if (work) chooseChart(editor, { corners: turnedCorners(work.corners) });
  },
};

export const openReference: Command = {
  id: 'open-reference',
  label: text('command.open-reference'),
  shortcuts: [],
  enabled: isIdle,
  run: ({ chooseFile }) => chooseFile('reference'),
};

export const fitChart: Command = {
  id: 'fit-chart',
  label: text('command.fit-chart'),
  shortcuts: [],
  enabled: isIdle,
  run: ({ chartFitter }) => void chartFitter.fit(),
};

export const applyFit: Command = {
  id: 'apply-fit',
  label: text('command.apply-fit'),
  shortcuts: [],
  enabled: (state) => isIdle(state) && canApply({ state }),
  run: ({ editor }) => applyChart(editor),
};

export const flats: Command = {
  id: 'flats',
  label: text('command.flats'),
  shortcuts: [],
  enabled: withScan,
  run: ({ editor }) => editor.store.set({ dialog: 'flats' }),
};

export const chartCommands: readonly Command[] = [chart, turnChart, openReference, fitChart, applyFit, flats];
