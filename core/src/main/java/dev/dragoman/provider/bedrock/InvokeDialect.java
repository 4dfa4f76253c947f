package dev.dragoman.provider.bedrock;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.EventReader;
import dev.dragoman.dialect.EventRelay;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.dialect.UnwrappedEvents;
import dev.dragoman.dialect.WrappedDialect;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Headers;
import dev.dragoman.model.MediaKind;
import dev.dragoman.model.MediaSource;
import dev.dragoman.model.Usage;

/**
 * A model's own dialect as it is spoken by InvokeModel: media only as bytes, pieces of streams in base64, refusals in AWS's words.
 *
 * @param spoken what the model speaks
 * @param aws the dialect of Converse, for refusals
 * @param naming how pieces of its streams are named
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModelWithResponseStream.html">AWS:
 *     InvokeModelWithResponseStream</a>
 */
record InvokeDialect(Dialect spoken, Dialect aws, ChunkNaming naming) implements WrappedDialect {

    @Override
    public boolean needsBytes(MediaKind kind, MediaSource.Url source) {
        return spoken.needsBytes(kind, source) || naming != ChunkNaming.MEMBER;
    }

    /** AWS counts for every model, in the head of the answer; a model's own count tells more. */
    @Override
    public Usage usage(Usage told, Headers head) {
        Usage known = spoken.usage(told, head);
        return known.inputTokens() != null || known.outputTokens() != null
                ? known
                : known.updatedBy(InvocationCounts.of(head));
    }

    @Override
    public EventReader eventReader() {
        return UnwrappedEvents.reader(new Chunks(aws, naming), spoken.eventReader());
    }

    @Override
    public EventRelay eventRelay(ReplyFrame frame) {
        return UnwrappedEvents.relay(new Chunks(aws, naming), spoken.eventRelay(frame));
    }

    @Override
    public LlmException readError(VendorError error) {
        return aws.readError(error);
    }
}
