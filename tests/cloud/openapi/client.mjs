// Carries out calls with the official client of OpenAPI services: JSON lines in, one JSON line out for each.
// usage: client.mjs HOST:PORT ID SECRET [TOKEN]
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);
const { default: Client, Config, OpenApiRequest, Params } = require("@alicloud/openapi-client");
const { RuntimeOptions } = require("@alicloud/tea-util");

const [endpoint, accessKeyId, accessKeySecret, securityToken] = process.argv.slice(2);
const client = new Client(new Config({ endpoint, protocol: "http", accessKeyId, accessKeySecret, securityToken }));

for await (const line of createInterface({ input: process.stdin })) {
  const { action, version, method, path, query, body } = JSON.parse(line);
  const params = new Params({
    action, version, method, pathname: path, protocol: "HTTP", authType: "AK", style: "ROA", reqBodyType: "json", bodyType: "json",
  });
  try {
    const answer = await client.callApi(params, new OpenApiRequest({ query, body }), new RuntimeOptions({ autoretry: false }));
    console.log(JSON.stringify({ ok: true, body: answer.body }));
  } catch (error) {
    console.log(JSON.stringify({ ok: false, code: error.code, message: error.message }));
  }
}
