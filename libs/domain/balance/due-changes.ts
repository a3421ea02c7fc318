import type { DayNumber } from '../calendar.js';
import type { InitiativeState } from '../initiative/state.js';
import { changesOf } from './milestone-on-day.js';
import type { View } from './perspective.js';

/** Which milestones to look at again for each of the dates of a sweep: every one at the first, later only those that changed since. */
export interface DueChanges {
  /** Indices of initiatives and, at the same place, of milestones within them. */
  readonly initiatives: Int32Array;
  readonly milestones: Int32Array;
  /** Where the changes of each date begin; one more at the end. */
  readonly begins: Int32Array;
}

/** @param days ascending */
export function dueChanges(initiatives: readonly InitiativeState[], days: readonly DayNumber[], view: View): DueChanges {
  const first = days[0]!;
  const last = days[days.length - 1]!;
  const slots = slotsOf(days);
  const slotList: number[] = [];
  const initiativeList: number[] = [];
  const milestoneList: number[] = [];
  for (let i = 0; i < initiatives.length; i++) {
    const initiative = initiatives[i]!;
    for (let m = 0; m < initiative.milestones.length; m++) {
      const begin = slotList.length;
      const push = (slot: number): void => {
        for (let seen = begin; seen < slotList.length; seen++) if (slotList[seen] === slot) return;
        slotList.push(slot);
        initiativeList.push(i);
        milestoneList.push(m);
      };
      push(0);
      if (first === last) continue;
      changesOf(initiative, initiative.milestones[m]!, view, (day) => {
        if (day > first && day <= last) push(slots[day - first]!);
      });
    }
  }
  return inOrder(slotList, initiativeList, milestoneList, days.length);
}

/** For every day from the first date to the last: the index of the first date that is not before it. */
function slotsOf(days: readonly DayNumber[]): Int32Array {
  const first = days[0]!;
  const slots = new Int32Array(days[days.length - 1]! - first + 1);
  let slot = 0;
  for (let i = 0; i < slots.length; i++) {
    while (days[slot]! < first + i) slot++;
    slots[i] = slot;
  }
  return slots;
}

/** A counting sort by date. */
function inOrder(slots: readonly number[], initiatives: readonly number[], milestones: readonly number[], dates: number): DueChanges {
  const begins = new Int32Array(dates + 1);
  for (const slot of slots) begins[slot + 1]!++;
  for (let i = 1; i <= dates; i++) begins[i]! += begins[i - 1]!;
  const next = begins.slice();
  const sorted = { initiatives: new Int32Array(slots.length), milestones: new Int32Array(slots.length), begins };
  for (let i = 0; i < slots.length; i++) {
    const at = next[slots[i]!]!++;
    sorted.initiatives[at] = initiatives[i]!;
    sorted.milestones[at] = milestones[i]!;
  }
  return sorted;
}
