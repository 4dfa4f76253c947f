package dev.dragoman.gateway.deployment;

import dev.dragoman.Access;
import dev.dragoman.Located;
import dev.dragoman.Locator;
import dev.dragoman.Providers;
import dev.dragoman.catalog.Catalog;
import dev.dragoman.gateway.config.Choosing;
import dev.dragoman.gateway.config.Environment;
import dev.dragoman.gateway.config.LitellmSettings;
import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.gateway.config.ModelParams;
import dev.dragoman.http.Headers;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.mock.MockProvider;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.ParameterPolicy;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes deployments of configuration entries: finds the provider, the credentials and what is known of the model. */
final class Deployments {

    private final Providers providers;
    private final Locator locator;
    private final Locator blind;
    private final LitellmSettings litellm;
    private final Choosing choosing;
    private final double hedgePercent;

    /**
     * A maker of deployments.
     *
     * @param hedgePercent of how many of a hundred calls a second deployment may be asked
     */
    Deployments(
            Providers providers,
            Catalog catalog,
            Environment environment,
            LitellmSettings litellm,
            Choosing choosing,
            double hedgePercent) {
        this.providers = providers;
        this.locator = new Locator(providers, catalog, environment::get);
        this.blind = new Locator(providers, catalog, name -> null);
        this.litellm = litellm;
        this.choosing = choosing;
        this.hedgePercent = hedgePercent;
    }

    /**
     * The deployment of an entry under a public name. The environment's keys are for those who can change the configuration's file, and
     * for providers at their own addresses: a model that the API made can send them to no other place.
     *
     * @param model the model string, its stars replaced
     * @throws IllegalArgumentException saying what is missing or wrong
     */
    Deployment of(ModelEntry entry, String group, String model) {
        boolean own = entry.isOfTeam() || entry.stored() && entry.namesAddress();
        return of(entry, group, model, own ? blind : locator);
    }

    private Deployment of(ModelEntry entry, String group, String model, Locator finder) {
        ModelParams params = entry.params();
        Located located = finder.locate(model, access(entry));
        Target target = located.target();
        boolean mocked = params.settings().containsKey("mock_response");
        Provider provider = mocked ? mock() : located.provider();
        Deployment.Endpoints endpoints = Deployment.Endpoints.of(provider, target);
        provider.credentials().check(target);
        boolean drop = params.dropParams() == null ? litellm.dropParams() : params.dropParams();
        return new Deployment(
                entry.id(),
                group,
                provider,
                target,
                params.defaults(),
                new ParameterPolicy(drop, params.additionalDropParams(), params.allowedOpenaiParams()),
                headers(params.extraHeaders()),
                params.extraBody(),
                new Deployment.AttemptTimeouts(params.timeout(), params.streamTimeout()),
                new Deployment.Share(params.weight(), params.rpm(), params.tpm()),
                endpoints,
                new Deployment.Turn(
                        params.order() == null ? Deployment.Turn.ANY.order() : params.order(),
                        params.retries(),
                        params.cooldown(),
                        parallel(params),
                        hedge(target)));
    }

    /** LiteLLM takes requests per minute, and six for every thousand tokens, for calls at once as well; zero is not set. */
    private @Nullable Integer parallel(ModelParams params) {
        Integer own = params.serving().parallel();
        Long rpm = params.rpm();
        Long tpm = params.tpm();
        long most = own != null
                ? own
                : rpm != null
                        ? rpm
                        : tpm != null
                                ? Math.max(1, tpm / 1000 * 6)
                                : choosing.parallel() == null ? 0 : choosing.parallel();
        return most < 1 ? null : (int) Math.min(most, Integer.MAX_VALUE);
    }

    private Deployment.@Nullable Hedge hedge(Target target) {
        String millis = target.setting("hedge_after_ms");
        return millis == null ? null : new Deployment.Hedge(Duration.ofMillis(Long.parseLong(millis)), hedgePercent);
    }

    /** The deployment of an entry that came in a request: the environment's keys are none of its business. */
    Deployment tried(ModelEntry entry) {
        return of(entry, entry.modelName(), entry.params().model(), blind);
    }

    private static Access access(ModelEntry entry) {
        ModelParams params = entry.params();
        return new Access(
                params.provider(),
                params.apiKey(),
                params.apiBase(),
                params.apiVersion(),
                params.settings(),
                entry.info().string("base_model"));
    }

    private Provider mock() {
        Provider mock = providers.find(MockProvider.NAME);
        if (mock == null) {
            throw new IllegalStateException("the mock provider is built in");
        }
        return mock;
    }

    private static Headers headers(Map<String, String> fields) {
        Headers.Builder headers = Headers.builder();
        fields.forEach(headers::set);
        return headers.build();
    }
}
