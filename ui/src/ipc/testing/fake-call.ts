// A core for state-class tests: it remembers what it was asked and answers what the test says.
import type { Call, CommandName, Commands, ErrorCode } from "../index.ts";
import { CallError } from "../errors.ts";

type Answers = {
  [N in CommandName]?: (
    request: Commands[N]["request"],
  ) => Commands[N]["response"] | Promise<Commands[N]["response"]>;
};

export interface FakeCall {
  call: Call;
  /** Every request in order. */
  asked: { name: CommandName; request: unknown }[];
  /** The requests of one command. */
  requests: <N extends CommandName>(name: N) => Commands[N]["request"][];
  /** Takes another answer for a command from now on. */
  answer: (answers: Answers) => void;
}

export function fakeCall(first: Answers = {}): FakeCall {
  // Most tests are about somebody without questions of their own.
  const answers: Answers = { check_in_item_list: () => [], ...first };
  const asked: FakeCall["asked"] = [];
  const call: Call = async (name, request) => {
    asked.push({ name, request: structuredClone(request) });
    const answer = answers[name];
    if (answer === undefined)
      throw { code: "internal", field: null, reference: `no answer: ${name}` };
    return answer(request);
  };
  return {
    call,
    asked,
    requests: (name) => asked.filter((one) => one.name === name).map((one) => one.request as never),
    answer: (more) => void Object.assign(answers, more),
  };
}

/** A promise and the hand that settles it. */
export function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}

/** Throws as the core refuses. */
export function refuse(code: ErrorCode, field: string | null = null): never {
  throw new CallError({ code, field, reference: "" });
}
