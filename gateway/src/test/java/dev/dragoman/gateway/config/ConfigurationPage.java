package dev.dragoman.gateway.config;

import java.util.List;
import java.util.Map;

/** The configuration reference, written from the key table. */
final class ConfigurationPage {

    private static final Map<String, String> INTRODUCTIONS = Map.ofEntries(
            Map.entry("top level", "The sections of a file."),
            Map.entry(
                    "model_list",
                    "One entry is one deployment. Entries with the same `model_name` form a group and share its load."),
            Map.entry(
                    "litellm_params",
                    "How a deployment's provider is called, inside an entry of `model_list`. Every key that is in no table"
                            + " here draws a warning, and is sent to the provider when the client does not send it itself."),
            Map.entry(
                    "request defaults",
                    "Request parameters that often stand in `litellm_params`. They are sent when the client does not"
                            + " send them itself."),
            Map.entry(
                    "model_info",
                    "What is known of a deployment's model, inside an entry of `model_list`. Any other key is kept and"
                            + " told back by `/model/info`."),
            Map.entry(
                    "credential_list",
                    "Named credentials. A deployment with `litellm_credential_name` takes from the set of that name what"
                            + " it does not say itself."),
            Map.entry(
                    "litellm_settings",
                    "Defaults of calls. Keys of `router_settings` are understood here too; the router's own win."),
            Map.entry(
                    "litellm_settings.cache_params",
                    "The cache of answers, when `litellm_settings.cache` is true. `/cache/flushall` empties all of a Redis,"
                            + " whatever else is in it."),
            Map.entry("general_settings", "The server."),
            Map.entry(
                    "general_settings.key_management_settings",
                    "Where secrets are kept: see [secrets.md](secrets.md). References in here are looked up in the environment"
                            + " only."),
            Map.entry(
                    "pass_through_endpoints",
                    "Paths that lead to other servers, items of `general_settings.pass_through_endpoints`. The gateway's"
                            + " own paths go first."),
            Map.entry(
                    "litellm_jwtauth",
                    "What tokens tell of callers, in `general_settings.litellm_jwtauth`; see [access.md](access.md). A key that"
                            + " is in no table stops the start."),
            Map.entry("custom_auth_settings", "Code of one's own that knows callers."),
            Map.entry("router_settings", "The choice among the deployments of a group."),
            Map.entry("dragoman_settings", "What LiteLLM has no key for."),
            Map.entry("dragoman_settings.tls", "TLS towards clients."),
            Map.entry("dragoman_settings.upstream", "Connections to providers."),
            Map.entry("dragoman_settings.media", "Media at addresses that a provider cannot read by itself."));

    private static final String HEAD = """
            # Configuration

            The gateway reads LiteLLM's `config.yaml`. This page lists every key it knows, and says what the gateway does \
            about it today: it acts on it; it needs nothing for it; or it does not act on it yet, which draws one warning at \
            the start, so that a file written for LiteLLM works and nothing is left out in silence. A key that no table lists \
            draws a warning with the nearest known name; it never keeps the gateway from starting.

            ## How a file is read

            * **All mistakes at once.** `dragoman --check --config FILE` tells every mistake with file, line, key, what was \
            found and what was expected. Errors stop the start; warnings do not. Secrets are never shown.
            * **Variables.** A value that is `os.environ/NAME` as a whole, at any depth, is replaced by the environment \
            variable. `true` and `false` become booleans. When the variable is not set or empty, the key counts as absent, \
            with a warning. `environment_variables` in the file counts before the process environment. With a place of \
            secrets (`key_management_system`) the name is looked up there first, and a name found nowhere stops the start; see \
            [secrets.md](secrets.md).
            * **Include.** `include` names one file or several, relative to the including file. Lists are appended, maps \
            merged key by key, single values replaced by those of the included file. Circles are errors.
            * **Changes.** The file and its includes are looked at every second, also behind swapped links. A changed file is \
            applied without a restart, once it has rested for 200 ms. When it has errors, the settings in use stay, and the \
            log and `/health/readiness/details` say why.
            * **Types.** Numbers, booleans and durations may also be given as text. A duration is a number of seconds, or a \
            number with `ms`, `s`, `m`, `h` or `d`. A list of texts may be a single text. As in YAML 1.1, `yes`, `no`, `on` \
            and `off` are booleans. A name that begins with `*` needs quotes. `<<` merges maps.
            * **Bounds.** A file has at most 16 MiB, 100 levels and 250,000 values with aliases unfolded. A key stands once in \
            a map.
            * **Ids.** A deployment's id is `model_info.id`, which must be unique, or else a hash of its name and parameters, \
            which stays the same as long as they do.

            Without a file there is one wildcard model for each provider whose key is in the environment (`openai/*`, \
            `anthropic/*`, `gemini/*`, `azure/*` when `AZURE_API_BASE` is set too, and `vertex_ai/*` when `VERTEXAI_PROJECT` or \
            `VERTEXAI_CREDENTIALS` is set), and `mock/echo`, which answers with what it is asked. With a file, too, `mock/echo` can be \
            called with the admin's key, unless the file has a model of that very name; lists of models do not name it then.

            Vertex AI is reached with `vertex_credentials`, else with Google's Application Default Credentials: the file that \
            `VERTEXAI_CREDENTIALS` or `GOOGLE_APPLICATION_CREDENTIALS` names, a login with gcloud, the metadata server of a \
            machine at Google Cloud. Service accounts, users, workload identity federation (a file, an address, AWS) and \
            impersonation are understood. The project is `vertex_project`, else `VERTEXAI_PROJECT`, else the credentials' own.
            """;

    private ConfigurationPage() {}

    static String markdown(KeyTable table) {
        StringBuilder page = new StringBuilder(HEAD);
        for (KeySection section : table.sections()) {
            page.append("\n## ").append(section.name()).append("\n\n");
            page.append(INTRODUCTIONS.get(section.name())).append("\n\n");
            page.append("| Key | Type | Default | Today | Meaning |\n| --- | --- | --- | --- | --- |\n");
            section.keys().forEach(spec -> row(page, spec));
        }
        return page.toString();
    }

    private static void row(StringBuilder page, KeySpec spec) {
        List<String> cells = List.of(
                names(spec),
                spec.type().expected(),
                spec.fallback().isEmpty() ? "" : "`" + spec.fallback() + "`",
                spec.standing().words(),
                spec.meaning() + (spec.variable().isEmpty() ? "" : " Also by `" + spec.variable() + "`."));
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String names(KeySpec spec) {
        String aliases = spec.aliases().isEmpty() ? "" : " (also `" + String.join("`, `", spec.aliases()) + "`)";
        return "`" + spec.name() + "`" + aliases;
    }
}
