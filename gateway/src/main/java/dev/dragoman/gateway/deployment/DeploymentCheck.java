package dev.dragoman.gateway.deployment;

import dev.dragoman.Providers;
import dev.dragoman.catalog.Catalog;
import dev.dragoman.catalog.PriceFields;
import dev.dragoman.gateway.config.Choosing;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.LitellmSettings;
import dev.dragoman.gateway.config.ModelCheck;
import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.routing.Deployment;
import java.util.Map;

/** Finds what keeps a deployment from working: its provider, address, header fields and stars. */
public final class DeploymentCheck implements ModelCheck {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private final Providers providers;
    private final Catalog catalog;

    public DeploymentCheck(Providers providers, Catalog catalog) {
        this.providers = providers;
        this.catalog = catalog;
    }

    @Override
    public void check(ModelEntry entry, Environment environment, Findings findings) {
        stars(entry, findings);
        headers(entry, findings);
        prices(entry, findings);
        try {
            Deployments all =
                    new Deployments(providers, catalog, environment, LitellmSettings.DEFAULTS, Choosing.DEFAULTS, 0);
            Deployment made = all.of(entry, entry.modelName(), entry.params().model());
            if (made.target().model().isBlank()) {
                findings.error("model", "\"" + entry.params().model() + "\" names no model (expected: provider/model)");
            }
            credentials(entry, made, findings);
        } catch (IllegalArgumentException wrong) {
            tell(String.valueOf(wrong.getMessage()), findings);
        }
    }

    /** Messages begin with the key that is wrong. */
    private static void tell(String message, Findings findings) {
        int colon = message.indexOf(": ");
        boolean named = colon > 0 && message.indexOf(' ') > colon;
        findings.error(named ? message.substring(0, colon) : "", named ? message.substring(colon + 2) : message);
    }

    private static void stars(ModelEntry entry, Findings findings) {
        long captured = count(entry.modelName());
        long wanted = count(entry.params().model());
        if (wanted > captured) {
            String given =
                    captured == 0 ? "none, as model_name has none" : "at most the " + captured + " of model_name";
            findings.error(
                    "model",
                    "\"" + entry.params().model() + "\" has " + wanted + (wanted == 1 ? " star" : " stars")
                            + " (expected: " + given + ")");
        }
    }

    private static long count(String pattern) {
        return pattern.chars().filter(c -> c == '*').count();
    }

    private static void headers(ModelEntry entry, Findings findings) {
        for (Map.Entry<String, String> field : entry.params().extraHeaders().entrySet()) {
            String name = field.getKey();
            if (name.isEmpty() || !name.chars().allMatch(DeploymentCheck::isTokenCharacter)) {
                findings.error("extra_headers", "the name \"" + name + "\" (expected: letters, digits and dashes)");
            } else if (field.getValue().chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127)) {
                findings.error("extra_headers", "a control character in " + name + " (expected: one line of text)");
            }
        }
    }

    /** A price that is mistyped would leave calls uncounted. */
    private static void prices(ModelEntry entry, Findings findings) {
        PriceFields.of(entry.params().prices()).mistakes().forEach(mistake -> tell(mistake, findings));
        PriceFields.of(entry.info()).mistakes().forEach(mistake -> findings.error("", "model_info." + mistake));
        for (String unknown : entry.params().unknownPrices()) {
            findings.warning(unknown, "no price that is known (expected: a field of LiteLLM's price map)");
        }
    }

    private static boolean isTokenCharacter(int c) {
        return c < 128 && Character.isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0;
    }

    /** A server of one's own may need no key; a vendor's own address always does. */
    private static void credentials(ModelEntry entry, Deployment made, Findings findings) {
        boolean known = made.target().apiKey() != null
                || made.target().apiBase() != null
                || !entry.params().settings().isEmpty()
                || !made.target().settings().isEmpty();
        if (!known && !made.provider().keyVariables().isEmpty()) {
            String variables = String.join(" or ", made.provider().keyVariables());
            findings.error("api_key", "nothing (expected: the provider's key, here or in " + variables + ")");
        }
    }
}
