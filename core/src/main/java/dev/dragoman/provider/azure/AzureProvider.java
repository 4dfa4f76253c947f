package dev.dragoman.provider.azure;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.completions.OpenAiServices;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Azure OpenAI. */
public final class AzureProvider {

    private static final Set<Operation> OFFERED = EnumSet.of(
            Operation.EMBEDDINGS,
            Operation.IMAGES,
            Operation.IMAGE_EDITS,
            Operation.SPEECH,
            Operation.TRANSCRIPTIONS,
            Operation.TRANSLATIONS);

    private AzureProvider() {}

    /** The provider {@code azure}; {@code dialect} must be OpenAI's. */
    public static Provider speaking(Dialect dialect) {
        Address address = new AzureAddress();
        return new Provider(
                        "azure",
                        "Azure",
                        dialect,
                        address,
                        new AzureCredentials(),
                        new AzureQuirks(),
                        List.of("AZURE_OPENAI_API_KEY", "AZURE_API_KEY"),
                        List.of("AZURE_API_BASE"))
                .offering(OpenAiServices.of(OFFERED, address, dialect::readError));
    }
}
