package dev.dragoman.gateway.access;

import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.http.AddressFilter;
import dev.dragoman.http.Origin;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may keep which models in the database. Administrators may keep any; who leads a team keeps models of it, which are called by what
 * the team brings along: by keys of its own, at addresses on the public internet, and by nothing that the gateway has.
 */
final class ModelRules {

    /** One of these has to be there in full: who has none of their own would use the gateway's. */
    private static final List<List<String>> OWN_KEYS = List.of(
            List.of("api_key"),
            List.of("auth_token"),
            List.of("azure_ad_token"),
            List.of("aws_access_key_id", "aws_secret_access_key"),
            List.of("tenant_id", "client_id", "client_secret"));

    /** Providers that log in by what is on the gateway's machine. */
    private static final Set<String> OF_THE_MACHINE = Set.of(
            "github_copilot",
            "vertex_ai",
            "vertex_ai_beta",
            "oci",
            "sagemaker",
            "sagemaker_chat",
            "sagemaker_nova",
            "sap");

    /** What a team may say of a model beside what {@link #isHarmless} lets pass. */
    private static final Set<String> OF_TEAMS = Set.of(
            "model",
            "custom_llm_provider",
            "api_key",
            "api_base",
            "base_url",
            "api_version",
            "auth_token",
            "organization",
            "project",
            "aws_access_key_id",
            "aws_secret_access_key",
            "aws_session_token",
            "aws_region_name",
            "tenant_id",
            "client_id",
            "client_secret",
            "azure_ad_token");

    private static final Set<String> REQUEST_DEFAULTS =
            Set.of("response_format", "reasoning_effort", "stop", "service_tier", "tags", "additional_drop_params");

    private final AddressFilter publicOnly;

    /**
     * The rules.
     *
     * @param publicOnly lets addresses on the public internet pass
     */
    ModelRules(AddressFilter publicOnly) {
        this.publicOnly = publicOnly;
    }

    /** Whether the caller may make a model of the team; of all, where it is null. */
    static void mayMake(Desk desk, @Nullable String team) {
        Authority authority = desk.authority();
        if (!authority.isAdmin() && (authority.onlyLooks() || !authority.leads(team))) {
            throw forbidden(authority, team);
        }
        if (team != null && desk.find(Table.TEAM, team) == null) {
            throw Schema.wrong("model_info.team_id", Schema.cut(team), "the id of a team");
        }
    }

    private static LlmException forbidden(Authority authority, @Nullable String team) {
        return Desk.forbidden(
                team == null
                        ? "User does not have permission to make this model call. Your role="
                                + authority.caller().role().value()
                                + ". You can only make model calls if you are a PROXY_ADMIN or if you are a team admin, by"
                                + " specifying a team_id in the model_info."
                        : "model_info.team_id: " + Schema.cut(team) + " (expected: a team that you lead)");
    }

    /** Whether the caller may change the model, or remove it; it does not exist for others than its team. */
    static void mayChange(Desk desk, StoredRecord model) {
        Authority authority = desk.authority();
        if (authority.isAdmin()) {
            return;
        }
        String team = team(model.document());
        if (!authority.leads(team) && !authority.isIn(team) && !authority.seesAll()) {
            throw Desk.absent("Model", model.id());
        }
        if (authority.onlyLooks() || !authority.leads(team)) {
            throw forbidden(authority, team);
        }
        if (!isOfTeam(model.document())) {
            throw Desk.forbidden("Model " + Schema.cut(model.id())
                    + " was made by an administrator for the team (expected: an administrator to change it)");
        }
    }

    static @Nullable String team(JsonObject document) {
        return document.string("team_id");
    }

    static boolean isOfTeam(JsonObject document) {
        JsonObject info = document.object("model_info");
        return info != null && ModelEntry.isOfTeam(info);
    }

    /**
     * Whether a team may keep a model with these parameters.
     *
     * @param params in plain text
     */
    void ofTeam(JsonObject params) {
        for (String name : params.names()) {
            JsonValue value = params.get(name);
            if (value != null && !OF_TEAMS.contains(name) && !isHarmless(name, value)) {
                throw Desk.forbidden("litellm_params." + Schema.cut(name)
                        + ": only administrators may set it (expected: a key of your own and where it is used)");
            }
        }
        String model = String.valueOf(params.string("model"));
        String provider = model.contains("/") ? model.substring(0, model.indexOf('/')) : model;
        String explicit = String.valueOf(params.string("custom_llm_provider"));
        if (OF_THE_MACHINE.contains(provider) || OF_THE_MACHINE.contains(explicit)) {
            throw Desk.forbidden("litellm_params.model: " + Schema.cut(model) + " (expected: a provider that is called"
                    + " with a key, or an administrator)");
        }
        if (OWN_KEYS.stream().noneMatch(key -> key.stream().allMatch(name -> isFilled(params.string(name))))) {
            throw Schema.refused(
                    "litellm_params.api_key: missing (expected: a key of the team's own)", "litellm_params.api_key");
        }
        String region = params.string("aws_region_name");
        if (region != null && !region.chars().allMatch(c -> c == '-' || Character.isLetterOrDigit(c))) {
            throw Schema.wrong("litellm_params.aws_region_name", Schema.cut(region), "a region such as eu-west-1");
        }
    }

    /**
     * Whether a team may have requests sent to the addresses among these parameters. Their hosts are looked up, which takes its time.
     *
     * @param params in plain text
     */
    void publicAddresses(JsonObject params) {
        for (String name : List.of("api_base", "base_url")) {
            String address = params.string(name);
            if (address != null) {
                publicAddress(name, address);
            }
        }
    }

    private static boolean isFilled(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    /** Numbers and switches send nothing anywhere; texts may name files, roles and addresses of the gateway's. */
    private static boolean isHarmless(String name, JsonValue value) {
        boolean plain = !(value instanceof JsonString || value instanceof JsonObject)
                && !(value instanceof dev.dragoman.json.JsonArray);
        return REQUEST_DEFAULTS.contains(name) || plain && !name.equals("use_in_pass_through");
    }

    /** The host is looked up here, and again whenever a connection to it is made. */
    private void publicAddress(String name, String text) {
        try {
            URI address = URI.create(text.strip());
            String host = address.getHost();
            if (host != null && List.of("http", "https").contains(String.valueOf(address.getScheme()))) {
                Origin origin = Origin.of(address);
                for (InetAddress each : InetAddress.getAllByName(host)) {
                    if (!publicOnly.allows(origin, each)) {
                        throw Desk.forbidden("litellm_params." + name + ": " + Schema.cut(text)
                                + " is not on the public internet (expected: an address that is, or an administrator)");
                    }
                }
                return;
            }
        } catch (IllegalArgumentException | UnknownHostException none) {
            // Told below, like an address of another kind.
        }
        throw Schema.wrong("litellm_params." + name, Schema.cut(text), "http:// or https:// and a host that is known");
    }
}
