package dev.dragoman;

import dev.dragoman.catalog.Catalog;
import dev.dragoman.catalog.CatalogModel;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.vertex.VertexProvider;
import dev.dragoman.provider.vertex.VertexSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the provider that a model string names, and gathers what is needed to reach the model there: from what the caller
 * says, then from the environment. Asks nobody. Thread-safe.
 */
public final class Locator {

    /** Variables that AWS's own tools know; under their names they do not stand before what the caller says. */
    private static final List<String> AWS = List.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_REGION_NAME",
            "AWS_REGION",
            "AWS_DEFAULT_REGION",
            "AWS_PROFILE",
            "AWS_ROLE_ARN",
            "AWS_ROLE_SESSION_NAME",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
            "AWS_EC2_METADATA_DISABLED",
            "AWS_EC2_METADATA_SERVICE_ENDPOINT",
            "AWS_SHARED_CREDENTIALS_FILE",
            "AWS_CONFIG_FILE",
            "AWS_ENDPOINT_URL_STS",
            "HOME");

    private static final Map<String, String> AWS_SETTINGS =
            AWS.stream().collect(Collectors.toUnmodifiableMap(name -> name, name -> name));

    /** Who asks at Azure without a key. */
    private static final Map<String, String> ENTRA_SETTINGS = Map.of(
            "azure_ad_token", "AZURE_AD_TOKEN",
            "tenant_id", "AZURE_TENANT_ID",
            "client_id", "AZURE_CLIENT_ID",
            "client_secret", "AZURE_CLIENT_SECRET",
            "azure_username", "AZURE_USERNAME",
            "azure_password", "AZURE_PASSWORD",
            "azure_scope", "AZURE_SCOPE",
            "azure_authority_host", "AZURE_AUTHORITY_HOST");

    /** Settings that may come from the environment, by provider. */
    private static final Map<String, Map<String, String>> FROM_ENVIRONMENT = Map.of(
            "azure",
            ENTRA_SETTINGS,
            "azure_ai",
            ENTRA_SETTINGS,
            "openai",
            Map.of("organization", "OPENAI_ORGANIZATION"),
            "anthropic",
            Map.of("auth_token", "ANTHROPIC_AUTH_TOKEN"),
            "bedrock",
            AWS_SETTINGS,
            "aws_polly",
            AWS_SETTINGS,
            "sagemaker",
            AWS_SETTINGS,
            "sagemaker_chat",
            AWS_SETTINGS,
            "sagemaker_nova",
            AWS_SETTINGS);

    /** Who says one of these has credentials of one's own. */
    private static final List<String> OWN_CREDENTIALS = List.of(
            "azure_ad_token",
            "client_secret",
            "databricks_client_secret",
            "auth_token",
            "aws_access_key_id",
            "aws_profile_name",
            "aws_role_name",
            "aws_web_identity_token");

    private final Providers providers;
    private final Catalog catalog;
    private final Function<String, @Nullable String> environment;

    /**
     * A locator.
     *
     * @param environment the value of an environment variable; null when it is not set, or blank
     */
    public Locator(Providers providers, Catalog catalog, Function<String, @Nullable String> environment) {
        this.providers = providers;
        this.catalog = catalog;
        this.environment = environment;
    }

    /**
     * Finds the model.
     *
     * @param model {@code provider/model}, or the name of a model that the catalogue knows
     * @param access what the caller says
     * @throws IllegalArgumentException saying what is missing or wrong
     */
    public Located locate(String model, Access access) {
        Named named = named(model, access.provider());
        Target target = target(named, access);
        return new Located(providers.at(named.provider(), target), target);
    }

    /**
     * The provider that a model string names.
     *
     * @param explicit the provider's name when the model string does not begin with it; null when it does
     * @throws IllegalArgumentException when there is none
     */
    public Provider provider(String model, @Nullable String explicit) {
        return named(model, explicit).provider();
    }

    private record Named(Provider provider, String model) {}

    private Named named(String model, @Nullable String explicit) {
        int slash = model.indexOf('/');
        String prefix = slash < 0 ? "" : model.substring(0, slash);
        String rest = model.substring(slash + 1);
        if (explicit != null) {
            String named = prefix.equals(explicit) ? rest : model;
            return new Named(required(explicit, named, "custom_llm_provider: \"" + explicit + "\" is"), named);
        }
        Provider provider = providers.find(prefix, rest);
        if (provider != null) {
            return new Named(provider, rest);
        }
        CatalogModel known = catalog.find(null, model);
        // A mistyped provider must not be read as a part of the model's name.
        boolean meant = known != null && (prefix.isEmpty() || known.key().equals(model));
        return known == null || !meant
                ? new Named(required(prefix, rest, "model: \"" + model + "\" names"), rest)
                : new Named(required(known.provider(), model, "model: \"" + model + "\" names"), model);
    }

    private Provider required(String name, String model, String found) {
        Provider provider = providers.find(name, model);
        if (provider == null) {
            List<String> known = providers.all().stream().map(Provider::name).toList();
            String near = EditDistance.nearest(name, known);
            throw new IllegalArgumentException(found + " no provider that is known (expected: "
                    + (near == null ? "provider/model; docs/providers.md lists the providers" : "perhaps " + near)
                    + ")");
        }
        return provider;
    }

    private Target target(Named named, Access access) {
        Provider provider = named.provider();
        String version = access.apiVersion();
        if (version == null && provider.name().equals("azure")) {
            version = environment.apply("AZURE_API_VERSION");
        }
        return new Target(
                named.model(),
                access.apiBase() != null ? access.apiBase() : first(provider.baseVariables()),
                access.apiKey() != null ? access.apiKey() : key(provider, access),
                version,
                settings(provider, access),
                catalog.traits(provider.name(), named.model(), access.baseModel()));
    }

    /** A token of the environment must not stand before credentials that the caller gives. */
    private @Nullable String key(Provider provider, Access access) {
        boolean own = OWN_CREDENTIALS.stream().anyMatch(access.settings()::containsKey);
        if (own) {
            return null;
        }
        return first(provider.keyVariables().stream()
                .filter(variable -> !variable.equals("ANTHROPIC_AUTH_TOKEN"))
                .toList());
    }

    private Map<String, String> settings(Provider provider, Access access) {
        Map<String, String> settings = new HashMap<>();
        Map<String, String> variables = new HashMap<>(provider.settingVariables());
        variables.putAll(FROM_ENVIRONMENT.getOrDefault(provider.name(), Map.of()));
        variables.forEach((setting, variable) -> {
            String value = environment.apply(variable);
            if (value != null) {
                settings.put(setting, value);
            }
        });
        settings.putAll(access.settings());
        boolean vertex =
                provider.name().equals(VertexProvider.NAME) || provider.name().equals(VertexProvider.EARLY);
        return vertex ? VertexSettings.resolved(settings, environment) : settings;
    }

    private @Nullable String first(Iterable<String> variables) {
        for (String variable : variables) {
            String value = environment.apply(variable);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
