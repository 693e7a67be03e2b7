import { expect, test } from "vitest";
import type { DeviceQuestion } from "$ipc";
import { deferred, fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { toast } from "$shared/ui/toast.svelte.ts";
import { DeviceQuestionState } from "./device-question.svelte.ts";

const QUESTION: DeviceQuestion = { shows: true, startsAtLogin: false, isAsked: true };

test("it is asked by what the core says, before the first one or after it", async () => {
  for (const soon of [true, false]) {
    const { call, requests } = fakeCall({ device_question_get: () => QUESTION });
    const state = new DeviceQuestionState(call, soon);
    expect(state.question).toBeNull();
    await state.load();
    expect(state.question).toEqual(QUESTION);
    expect(requests("device_question_get")).toEqual([{ soon }]);
  }
});

test("a start that was chosen is told, and the core is asked whether anything is left", async () => {
  let question: DeviceQuestion | null = QUESTION;
  const { call, requests } = fakeCall({
    device_question_get: () => question,
    start_at_login_update: () => {
      question = null;
      return {};
    },
  });
  const state = new DeviceQuestionState(call, false);
  await state.load();
  await state.start();
  expect(requests("start_at_login_update")).toEqual([{ on: true }]);
  expect(toast.current?.text).toContain("starts with this device");
  expect(state.question).toBeNull();
});

test("a choice that the device refuses is said, and it stays asked", async () => {
  const { call } = fakeCall({
    device_question_get: () => QUESTION,
    start_at_login_update: () => refuse("no_start_at_login"),
  });
  const state = new DeviceQuestionState(call, false);
  await state.load();
  await state.start();
  expect(toast.current?.text).toContain("did not take that choice");
  expect(state.question).toEqual(QUESTION);
});

test("not now goes at once, also where it cannot be kept", async () => {
  for (const kept of [() => ({}), () => refuse("internal")]) {
    const answer = deferred<null>();
    const { call, requests } = fakeCall({
      device_question_get: () => QUESTION,
      device_question_dismiss: () => answer.promise.then(kept),
    });
    const state = new DeviceQuestionState(call, false);
    await state.load();
    const dismissing = state.dismiss();
    expect(state.question, "before the core has answered").toBeNull();
    answer.resolve(null);
    await dismissing;
    expect(state.question).toBeNull();
    expect(requests("device_question_dismiss")).toHaveLength(1);
  }
});

test("what cannot be read asks nothing", async () => {
  const { call } = fakeCall({ device_question_get: () => refuse("locked") });
  const state = new DeviceQuestionState(call, false);
  await state.load();
  expect(state.question).toBeNull();
});
