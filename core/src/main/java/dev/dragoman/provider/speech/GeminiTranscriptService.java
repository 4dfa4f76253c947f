package dev.dragoman.provider.speech;

import dev.dragoman.dialect.gemini.GeminiTranscription;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.JsonBody;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Progress;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceReply;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorAnswer;
import dev.dragoman.provider.VendorCall;
import java.util.Set;
import java.util.function.Function;

/** The text of a recording from a Gemini model, which is asked for it in a conversation. */
public final class GeminiTranscriptService implements Service {

    private static final Set<String> KNOWN = Set.of("language", "prompt", "temperature");

    private final Address address;
    private final Function<VendorError, LlmException> errors;

    /**
     * A service.
     *
     * @param address where the models' conversations go
     * @param errors reads the place's errors
     */
    public GeminiTranscriptService(Address address, Function<VendorError, LlmException> errors) {
        this.address = address;
        this.errors = errors;
    }

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        TranscriptRequest asked = TranscriptRequest.read(request, KNOWN);
        asked.requireUntimed();
        JsonBody body = GeminiTranscription.write(
                asked.file().bytes(),
                asked.mediaType(),
                asked.language(),
                asked.prompt(),
                asked.english(),
                asked.temperature());
        return new Plan(
                Progress.asking(VendorCall.json(endpoint(target), body), answer -> reply(answer, asked)),
                asked.unsupportedBut(KNOWN));
    }

    @Override
    public Endpoint endpoint(Target target) {
        return address.endpoint(Operation.CHAT, target, false);
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    private static ServiceReply reply(VendorAnswer answer, TranscriptRequest asked) {
        GeminiTranscription.Heard heard = GeminiTranscription.read(answer.body());
        return TranscriptReply.of(Transcript.untimed(heard.text()), asked, heard.usage());
    }
}
