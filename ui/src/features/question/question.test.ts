import { expect, test } from "vitest";
import type { Question } from "$ipc";
import { fakeCall, refuse } from "$ipc/testing/fake-call.ts";
import { questionDraft, Questions } from "./question.svelte.ts";

const question = (more: Partial<Question> = {}): Question => ({
  id: "q1",
  atMs: Date.UTC(2026, 10, 21, 18, 30),
  zone: "UTC",
  dayOn: "2026-11-21",
  medicineId: null,
  text: "With food?",
  askedOn: null,
  note: "",
  ...more,
});

test("one without words is nothing; with them it is kept", async () => {
  const { call, requests } = fakeCall({
    question_log: () => ({ value: question(), change: "c1" }),
  });
  const draft = questionDraft(call);
  draft.begin({ medicineId: "m1" });
  await draft.flush();
  expect(requests("question_log")).toEqual([]);
  await draft.set({ text: "With food?" });
  expect(requests("question_log")).toMatchObject([{ text: "With food?", medicineId: "m1" }]);
});

test("asked today is one write, and a refusal is told", async () => {
  const list = { today: "2026-11-21", open: [question()], asked: [] };
  let isFull = false;
  const { call, requests } = fakeCall({
    question_list: () => list,
    medicine_list: () => [],
    question_update: () => (isFull ? refuse("storage_full") : { value: question(), change: "c1" }),
  });
  const questions = new Questions(call);
  await questions.load();
  expect(await questions.ask(question())).toBe("c1");
  expect(requests("question_update")).toMatchObject([
    { id: "q1", askedOn: "2026-11-21", at: null },
  ]);
  isFull = true;
  expect(await questions.ask(question())).toBeNull();
  expect(questions.failure?.code).toBe("storage_full");
  questions.clear();
  expect(questions.list).toBeNull();
});
