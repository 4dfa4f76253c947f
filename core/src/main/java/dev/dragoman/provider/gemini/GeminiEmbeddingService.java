package dev.dragoman.provider.gemini;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.EmbeddingInputs;
import dev.dragoman.dialect.gemini.GeminiEmbeddings;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.JsonArray;
import dev.dragoman.model.Usage;
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
import java.util.List;

/** Texts as vectors, all of a request in one exchange. */
final class GeminiEmbeddingService implements Service {

    private final Address address;
    private final Dialect dialect;

    GeminiEmbeddingService(Address address, Dialect dialect) {
        this.address = address;
        this.dialect = dialect;
    }

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        EmbeddingInputs asked = EmbeddingInputs.read(request.body());
        GeminiEmbeddings.Written written = GeminiEmbeddings.write(request.body(), asked, target.model());
        Progress progress = Progress.asking(
                VendorCall.json(endpoint(target), written.body()), answer -> reply(answer, asked, request));
        return new Plan(progress, written.unsupported());
    }

    private static ServiceReply reply(VendorAnswer answer, EmbeddingInputs asked, ServiceRequest request) {
        Usage told = GeminiEmbeddings.usage(answer.body());
        Usage usage = told.inputTokens() == null ? asked.estimatedUsage() : told;
        List<JsonArray> vectors = GeminiEmbeddings.read(answer.body());
        return ServiceReply.json(asked.reply(vectors, request.frame().model(), usage), usage);
    }

    @Override
    public Endpoint endpoint(Target target) {
        return address.endpoint(Operation.EMBEDDINGS, target, false);
    }

    @Override
    public LlmException readError(VendorError error) {
        return dialect.readError(error);
    }
}
