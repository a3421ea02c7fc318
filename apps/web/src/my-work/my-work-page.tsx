import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { Button } from '../design/button';
import { Problem } from '../design/problem';
import { Empty, PageHeader, Section } from '../design/section';
import { Skeleton } from '../design/skeleton';
import { useKeptAnswer } from '../graphql/kept-answer';
import { newId } from '../graphql/use-command';
import { useLive } from '../graphql/use-live';
import { dateInWords, todayIn } from '../language/dates';
import { useLanguage, useTexts } from '../language/use-language';
import { useKeys } from '../shell/keyboard';
import { useViewer } from '../shell/session';
import { useToast } from '../shell/toasts';
import { DoneDialog, NewDateDialog } from './dialogs';
import { MyWork } from './documents';
import type { UpdateKind } from './outbox';
import { GROUPS, groupOf, withUpdates, type ShownItem } from './overlay';
import { texts } from './texts';
import { useOutbox } from './use-outbox';
import { WorkRow } from './work-row';

/** How many more rows a tap on "more" shows. */
const PAGE = 50;

/** What do I owe, soonest first? */
export default function MyWorkPage(): ReactNode {
  const t = useTexts(texts);
  const { person } = useViewer();
  const [first, setFirst] = useState(PAGE);
  const [{ data, error }, again] = useQuery({ query: MyWork, variables: { owner: person.id, first } });
  const known = useKeptAnswer(`work.${person.id}`, data, error);
  const refresh = (): void => again({ requestPolicy: 'network-only' });
  useLive(undefined, refresh);
  const { items, act, dialog, dismiss } = useUpdates(known?.milestones.nodes ?? [], refresh);
  useRowKeys(items, act);
  if (!known) return error ? <Problem error={error} again={refresh} /> : <Skeleton lines={8} />;
  return (
    <>
      <title>{`${t.title} · Evenkeel`}</title>
      <PageHeader title={t.title} above={t.open(known.milestones.totalCount)} />
      {items.length === 0 && <Empty>{t.empty}</Empty>}
      {GROUPS.map((group) => {
        const shown = items.filter(({ forecast, item }) => groupOf(forecast, todayIn(item.initiative.program.timeZone)) === group);
        if (shown.length === 0) return null;
        return (
          <Section key={group} title={t[group]}>
            <ul>
              {shown.map((one) => (
                <WorkRow key={one.item.id} shown={one} act={act} dismiss={dismiss} />
              ))}
            </ul>
          </Section>
        );
      })}
      {known.milestones.pageInfo.hasNextPage && <Button onClick={() => setFirst(first + PAGE)}>{t.more}</Button>}
      {dialog}
    </>
  );
}

export type Act = (kind: 'achieve' | 'confirmForecast' | 'reschedule', shown: ShownItem) => void;

/** The list with what was done to it here, and what does it. */
function useUpdates(nodes: Parameters<typeof withUpdates>[0], refresh: () => void) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const say = useToast();
  const { outbox, updates } = useOutbox();
  const [asked, setAsked] = useState<{ readonly kind: UpdateKind; readonly shown: ShownItem } | undefined>(undefined);
  const items = useMemo(() => withUpdates(nodes, updates), [nodes, updates]);

  const record = async (kind: UpdateKind, { item }: ShownItem, input: object): Promise<string> => {
    const commandId = newId();
    const ids = { initiativeId: item.initiative.id, milestoneId: item.id };
    await outbox.add({ commandId, kind, milestoneId: item.id, title: item.title, input: { ...ids, ...input } });
    refresh();
    return commandId;
  };
  /** Takes an update back: one that still waits is forgotten, one that was recorded gets a counter-update. */
  const undo = (commandId: string, kind: UpdateKind, shown: ShownItem, counter: object): void => {
    if (outbox.all().some((update) => update.commandId === commandId)) outbox.remove(commandId);
    else void record(kind, shown, { reason: t.undone, ...counter });
  };
  const achieve = (shown: ShownItem, input: object): void => {
    const recording = record('achieve', shown, input);
    say(t.saidDone(shown.item.title), () => void recording.then((id) => undo(id, 'reopen', shown, {})));
  };
  const reschedule = (shown: ShownItem, input: { readonly forecast: string }): void => {
    const recording = record('reschedule', shown, input);
    const back = { forecast: shown.item.forecast, reasonCode: 'CORRECTION' };
    say(
      t.saidDate(shown.item.title, dateInWords(input.forecast, language)),
      () => void recording.then((id) => undo(id, 'reschedule', shown, back)),
    );
  };
  const act: Act = (kind, shown) => {
    if (kind !== 'confirmForecast') return setAsked({ kind, shown });
    void record('confirmForecast', shown, {});
    say(t.saidTrack(shown.item.title));
  };
  const close = (): void => setAsked(undefined);
  const dialog =
    asked &&
    (asked.kind === 'achieve' ? (
      <DoneDialog shown={asked.shown} onDone={(input) => (close(), achieve(asked.shown, input))} onClose={close} />
    ) : (
      <NewDateDialog shown={asked.shown} onDone={(input) => (close(), reschedule(asked.shown, input))} onClose={close} />
    ));
  return { items, act, dialog, dismiss: (commandId: string) => outbox.remove(commandId) };
}

/** j and k move between rows; d, t and n do what the three buttons of the row do. */
function useRowKeys(items: readonly ShownItem[], act: Act): void {
  const at = useRef(-1);
  const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-milestone]')];
  const move = (by: number): void => {
    const all = rows();
    if (all.length === 0) return;
    const focused = all.findIndex((row) => row.contains(document.activeElement));
    at.current = Math.min(all.length - 1, Math.max(0, (focused >= 0 ? focused : at.current) + by));
    all[at.current]?.focus();
  };
  const on = (kind: Parameters<Act>[0]) => (): void => {
    const id = rows().find((row) => row.contains(document.activeElement))?.dataset['milestone'];
    const shown = items.find(({ item }) => item.id === id);
    if (shown && !shown.isDone && shown.item.viewerCan[kind]) act(kind, shown);
  };
  useKeys({ j: () => move(1), k: () => move(-1), d: on('achieve'), t: on('confirmForecast'), n: on('reschedule') });
}
