package dev.dragoman.provider.azure;

import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;
import java.net.URI;

/**
 * Where a resource of Azure AI Speech is. A region has a host of its own for speaking; a resource with its own name has one for
 * everything.
 *
 * @param base the address as configured
 */
record SpeechPlace(BaseAddress base) {

    /** The beginning of the names of models that are voices of Azure AI Speech. */
    static final String MARKER = "speech/";

    private static final String EXAMPLE = "https://eastus.api.cognitive.microsoft.com";
    private static final String REGIONAL = ".api.cognitive.microsoft.com";
    private static final String SPEAKING = ".tts.speech.microsoft.com";

    static SpeechPlace of(Target target) {
        String told = target.apiBase();
        if (told == null || told.isBlank()) {
            throw new IllegalArgumentException("api_base: missing (expected: the resource's address, such as " + EXAMPLE
                    + ", or AZURE_API_BASE in the environment)");
        }
        return new SpeechPlace(BaseAddress.of(told, EXAMPLE));
    }

    /** The host that speaks. */
    URI speaking() {
        String host = base.uri().getHost();
        return host.endsWith(REGIONAL)
                ? URI.create("https://" + host.substring(0, host.length() - REGIONAL.length()) + SPEAKING)
                : base.uri();
    }
}
