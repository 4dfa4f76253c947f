package dev.dragoman.gateway.relay;

import dev.dragoman.provider.Provider;
import dev.dragoman.routing.Deployment;
import java.util.List;

/**
 * Where a provider keeps files, batches and jobs of fine-tuning.
 *
 * @param library which of them
 */
record LibraryAim(Places.Library library, Places places) implements Aim {

    /** Names the provider; the gateway's own, which no provider is told. */
    static final String FIELD = "x-litellm-provider";

    private static final String AZURE = "azure";
    private static final String OPENAI = "/openai";

    @Override
    public Goal of(Asked asked) {
        String name = String.valueOf(asked.headers().first(FIELD));
        Deployment deployment = places.library(library, name);
        require(deployment.provider());
        boolean azure = name.equals(AZURE);
        Base base = azure
                ? Base.of(deployment, deployment.target(), List.of(OPENAI + "/deployments/", OPENAI + "/v1/"))
                : Base.of(deployment, deployment.target(), List.of("/v1/chat/completions", "/chat/completions"));
        String path = azure ? azure(base, asked.path()) : Aims.versioned(base, asked.path());
        String query = Queries.merged(asked.query(), base.query());
        return new Goal(deployment, base.origin(), path + Queries.marked(query), base.headers());
    }

    private static String azure(Base base, String path) {
        return base.path() + OPENAI + (base.rest().startsWith(OPENAI + "/v1/") ? "/v1" : "") + path;
    }

    /** Others keep such things too, but in forms of their own. */
    private static void require(Provider provider) {
        boolean openai = provider.converses() && provider.dialect().name().equals("openai");
        if (!openai || provider.name().startsWith("vertex_ai")) {
            throw new IllegalArgumentException(LibraryEndpoint.PROVIDER + ": \"" + provider.name()
                    + "\" (expected: a provider that keeps files in OpenAI's form, such as openai, azure, hosted_vllm"
                    + " or litellm_proxy)");
        }
    }
}
