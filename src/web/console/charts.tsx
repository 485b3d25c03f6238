/** @jsxImportSource react */
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use as install } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { z } from 'zod';
import type { reportSchema } from '../report-wire.ts';
import { DASHBOARD } from './dashboard-words.ts';
import { Section } from './section.tsx';

type Report = z.infer<typeof reportSchema>;

install([
  BarChart,
  LineChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  AriaComponent,
  CanvasRenderer,
]);

const MOST_CAUSES = 8;
const COLOURS = ['#0b57d0', '#e08a00', '#4b5563'];
/** What all charts have in common. A tooltip drawn in the canvas needs no markup. */
const COMMON = {
  animation: false,
  aria: { enabled: true, decal: { show: true } },
  tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
  legend: { bottom: 0 },
  grid: { left: 8, right: 16, top: 16, bottom: 40, containLabel: true },
} as const;

/** The figures that are easier to see than to read. */
export function Charts({ report }: { readonly report: Report }) {
  return (
    <div className="charts">
      <Section title={DASHBOARD.volume}>
        <Chart name={DASHBOARD.volume} option={volumeOf(report)} />
      </Section>
      {report.causes.length > 0 && (
        <Section title={DASHBOARD.causes}>
          <Chart name={DASHBOARD.causes} option={causesOf(report)} />
        </Section>
      )}
      {report.agreement.of > 0 && (
        <Section title={DASHBOARD.reliability}>
          <Chart name={DASHBOARD.reliability} option={reliabilityOf(report)} />
          <p className="soft">{DASHBOARD.reliabilityNote}</p>
        </Section>
      )}
    </div>
  );
}

function Chart({ name, option }: { readonly name: string; readonly option: object }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (box.current === null) return;
    const chart = init(box.current);
    chart.setOption({ ...COMMON, color: COLOURS, ...option });
    const watcher = new ResizeObserver(() => chart.resize());
    watcher.observe(box.current);
    return () => {
      watcher.disconnect();
      chart.dispose();
    };
  }, [option]);
  return <div ref={box} className="chart" role="img" aria-label={name} />;
}

function volumeOf({ days }: Report): object {
  const bar = (name: string, data: readonly number[]) => ({
    name,
    type: 'bar',
    barMaxWidth: 48,
    data,
  });
  return {
    xAxis: { type: 'category', data: days.map(({ day }) => day.slice(5)) },
    yAxis: { type: 'value', minInterval: 1 },
    series: [
      bar(
        DASHBOARD.figures.conversations,
        days.map((one) => one.conversations),
      ),
      bar(
        DASHBOARD.answered,
        days.map((one) => one.answered),
      ),
      bar(
        DASHBOARD.handed,
        days.map((one) => one.handedOff),
      ),
    ],
  };
}

function causesOf({ causes }: Report): object {
  // The axis grows upwards.
  const shown = causes.slice(0, MOST_CAUSES).reverse();
  return {
    xAxis: { type: 'value', minInterval: 1 },
    yAxis: {
      type: 'category',
      data: shown.map(({ name }) => name),
      axisLabel: { width: 150, overflow: 'truncate' },
    },
    series: [
      { name: DASHBOARD.first, type: 'bar', barMaxWidth: 24, data: shown.map(({ first }) => first) },
      { name: DASHBOARD.truly, type: 'bar', barMaxWidth: 24, data: shown.map(({ truly }) => truly) },
    ],
  };
}

function reliabilityOf({ agreement }: Report): object {
  const bins = agreement.bins.filter(({ cases }) => cases > 0);
  const percent = (x: number) => Math.round(100 * x);
  return {
    xAxis: { type: 'value', min: 0, max: 100 },
    yAxis: { type: 'value', min: 0, max: 100 },
    series: [
      {
        name: DASHBOARD.ideal,
        type: 'line',
        symbol: 'none',
        lineStyle: { type: 'dashed' },
        data: [
          [0, 0],
          [100, 100],
        ],
      },
      {
        name: DASHBOARD.actual,
        type: 'line',
        symbolSize: 9,
        data: bins.map(({ said, agreed, cases }) => [percent(said), percent(agreed / cases)]),
      },
    ],
  };
}
