// The official client behind the protocol of the driver: JSON lines in, one JSON line out for each.
// usage: node client.mjs PORT V4|V1

import crypto from "node:crypto";
import http from "node:http";
import readline from "node:readline";
import OSS from "ali-oss";

const [port, signature] = process.argv.slice(2);
// Every name is this machine: the client shall speak to a bucket in the name of a host, as in the cloud.
const lookup = (_name, options, done) =>
  options.all ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(null, "127.0.0.1", 4);
const client = new OSS({
  agent: new http.Agent({ keepAlive: true, lookup }),
  endpoint: `http://oss-cn-standin.aliyuncs.com:${port}`,
  region: "oss-cn-standin",
  bucket: "theta-data",
  accessKeyId: "STS.TEST",
  accessKeySecret: "STS-SECRET",
  stsToken: "CAIS/token+with=signs",
  authorizationV4: signature === "V4",
  secure: false,
});

const sha256 = (bytes) => crypto.createHash("sha256").update(bytes).digest("hex");
const bytesOf = (step) =>
  step.repeat ? Buffer.alloc(step.repeat[1], step.repeat[0]) : Buffer.from(step.body);

const verbs = {
  async put({ key, body, contentType, meta }) {
    const { res } = await client.put(key, Buffer.from(body), { mime: contentType, meta });
    return { etag: res.headers.etag };
  },
  async get({ key }) {
    const { content } = await client.get(key);
    return { size: content.length, sha256: sha256(content) };
  },
  async head({ key }) {
    const { res, meta } = await client.head(key);
    return { size: Number(res.headers["content-length"]), crc64: res.headers["x-oss-hash-crc64ecma"], etag: res.headers.etag, meta };
  },
  async list({ prefix }) {
    const { objects } = await client.listV2({ prefix, "max-keys": 1000 });
    return { keys: (objects ?? []).map(({ name }) => name) };
  },
  async multipart({ key, parts }) {
    const whole = Buffer.concat(parts.map(bytesOf));
    const { res } = await client.multipartUpload(key, whole, { partSize: 1 << 20, parallel: 3 });
    return { etag: res.headers.etag };
  },
  async delete({ key }) {
    await client.delete(key);
    return {};
  },
  async presign({ method, key, expires }) {
    return {
      url:
        signature === "V4"
          ? await client.signatureUrlV4(method, expires, { headers: {} }, key)
          : client.signatureUrl(key, { method, expires }),
    };
  },
};

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { id, op, ...step } = JSON.parse(line);
  let answer;
  try {
    answer = { id, ok: true, result: await verbs[op](step) };
  } catch (error) {
    answer = { id, ok: false, status: error.status ?? 0, code: error.code ?? "", message: String(error.message) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
