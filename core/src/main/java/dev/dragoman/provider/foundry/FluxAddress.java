package dev.dragoman.provider.foundry;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;
import dev.dragoman.provider.completions.OpenAiPaths;
import java.util.Locale;

/**
 * Where models of images are: deployments as those of OpenAI's models, but the second generation of FLUX at its maker's own path.
 *
 * @see <a href="https://learn.microsoft.com/azure/ai-foundry/foundry-models/how-to/use-foundry-models-flux">Microsoft: FLUX models</a>
 */
final class FluxAddress implements Address {

    private static final String VERSION = "2025-04-01-preview";
    private static final String OWN = "/providers/blackforestlabs/v1/";
    private static final String DEPLOYMENTS = "/openai/deployments/";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        BaseAddress base = AzureAiAddress.base(target);
        return new Endpoint(Origin.of(base.uri()), path(base, operation, target) + query(base, target), Headers.EMPTY);
    }

    private static String path(BaseAddress base, Operation operation, Target target) {
        if (base.path().contains(OWN)) {
            return base.path();
        }
        if (base.path().contains(DEPLOYMENTS) || base.path().endsWith("/openai/v1")) {
            return base.of(operation);
        }
        String model = target.model();
        String name = Percent.encoded(model, Percent.UNRESERVED);
        return isSecond(model)
                ? base.path() + OWN + name.toLowerCase(Locale.ROOT).replace('.', '-')
                : base.path() + DEPLOYMENTS + name + OpenAiPaths.of(operation);
    }

    private static boolean isSecond(String model) {
        String lower = model.toLowerCase(Locale.ROOT);
        return lower.startsWith("flux.2") || lower.startsWith("flux-2");
    }

    private static String query(BaseAddress base, Target target) {
        if (base.query().contains("api-version=") || base.path().endsWith("/openai/v1")) {
            return base.query().isEmpty() ? "" : "?" + base.query();
        }
        String told = target.apiVersion();
        String usual = isSecond(target.model()) ? "preview" : VERSION;
        String version = told == null || told.isBlank() ? usual : told.strip();
        String added = "api-version=" + Percent.encoded(version, Percent.UNRESERVED);
        return "?" + (base.query().isEmpty() ? added : base.query() + "&" + added);
    }
}
