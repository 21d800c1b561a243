// What openapi-typescript's types are good for: node out/main.js ADDRESS < PROGRAM prints what tests/clients/answers.json holds.
import createClient from "openapi-fetch";
import { readFileSync } from "node:fs";
import type { components, paths } from "./api.js";

type Verdict = components["schemas"]["Verdict"];

const code = readFileSync(0, "utf8");
const client = createClient<paths, "application/json" | "application/problem+json">({ baseUrl: process.argv[2] });
const params = { path: { layer: "batchnorm" } } as const;
const batch = { x: [[1, 2], [2, 4], [3, 9]], dout: [[1, 0], [2, 1], [0, 1]], gamma: [1, 2] };

function given<T>(answer: { data?: T; error?: unknown }): T {
  if (answer.data === undefined) throw new Error(JSON.stringify(answer.error));
  return answer.data;
}

const gradients = given(await client.POST("/v1/{layer}/gradients", {
  params, body: { ...batch, mode: "train", numeric: { method: "richardson" }, include: ["intermediates"] },
}));
const check = given(await client.POST("/v1/{layer}/check", { params, body: { ...batch, submitted: { dbeta: [3, 2], dgamma: [1, 1] } } }));
const right = given(await client.POST("/v1/programs/check", { body: { layer: "batchnorm", code } }));
const wrong = given(await client.POST("/v1/programs/check", { body: { layer: "batchnorm", code: code.replace("dout.sum", "dout.mean") } }));
const refused = await client.POST("/v1/{layer}/gradients", { params, body: { x: [[1], [2]], dout: [[1]] } });

// A tensor is `number | unknown[]`: whoever sent x knows the shape of dx.
const dx = gradients.dx as number[][];
const dbeta = gradients.dbeta as number[];
const mean = gradients.intermediates?.mean as number[];
const verdicts: Verdict[] = [gradients.numeric!.verdict, check.verdict];

console.log(JSON.stringify({
  layer: gradients.layer,
  shape: gradients.shape,
  dx: dx[0]![0],
  dbeta,
  mean: mean[1],
  step: gradients.numeric!.step,
  verdicts,
  first_departure: check.first_departure,
  right: { verdict: right.verdict, first_wrong_line: right.first_wrong_line },
  wrong: { verdict: wrong.verdict, line: wrong.first_wrong_line?.line, code: wrong.first_wrong_line?.finding?.code },
  refused: Object.keys(refused.error?.errors ?? {}),
}));
