package dev.dragoman.provider.azure;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.Spoken;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.OpenAiServices;
import dev.dragoman.provider.entra.EntraTokens;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Azure OpenAI. */
public final class AzureProvider {

    /** Its name in a model string. */
    public static final String NAME = "azure";

    private static final Set<Operation> OFFERED = EnumSet.of(
            Operation.EMBEDDINGS,
            Operation.IMAGES,
            Operation.IMAGE_EDITS,
            Operation.SPEECH,
            Operation.TRANSCRIPTIONS,
            Operation.TRANSLATIONS,
            Operation.REALTIME);

    private AzureProvider() {}

    /** Whether what the target answers can be bound to a schema by the vendor; if not, it answers by a tool. */
    public static boolean bindsToSchemas(Target target) {
        return AnswerForm.isNative(target);
    }

    /** The provider {@code azure}; {@code dialect} must be OpenAI's. */
    public static Provider speaking(Dialect dialect) {
        Address address = new AzureAddress();
        return new Provider(
                        NAME,
                        "Azure",
                        dialect,
                        address,
                        new AzureCredentials(),
                        new AzureQuirks(),
                        List.of("AZURE_OPENAI_API_KEY", "AZURE_API_KEY"),
                        List.of("AZURE_API_BASE"),
                        EntraTokens.SURROUNDINGS)
                .offering(services(dialect, address));
    }

    private static Map<Operation, Service> services(Dialect dialect, Address address) {
        Map<Operation, Service> services = new EnumMap<>(OpenAiServices.of(OFFERED, address, dialect::readError));
        services.computeIfPresent(
                Operation.SPEECH,
                (operation, deployed) -> new SpeechOrDeployment(new AzureSpeech(dialect::readError), deployed));
        AzureTranscripts transcripts = new AzureTranscripts(dialect::readError);
        services.computeIfPresent(
                Operation.TRANSCRIPTIONS, (operation, deployed) -> new SpeechOrDeployment(transcripts, deployed));
        services.computeIfPresent(
                Operation.TRANSLATIONS, (operation, deployed) -> new SpeechOrDeployment(transcripts, deployed));
        return services;
    }

    /** The same, which speaks Responses too. */
    public static Provider speaking(Dialect dialect, Dialect responses) {
        return speaking(dialect)
                .speaking(new Spoken(Operation.RESPONSES, responses, AzureResponses::fitted, new AzureResponses()));
    }
}
