package dev.dragoman.gateway.deployment;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.CallIds;
import dev.dragoman.gateway.call.Pipeline;
import dev.dragoman.gateway.call.RouteListener;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.routing.Attempted;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.ChatSource;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Fallbacks;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * Sends copies of answered conversations to other groups, whose answers nobody sees: to try a model out on real traffic. A copy is a
 * call of its own, with its own id and its own cost; it is made in the background, and never of a copy.
 *
 * @see <a href="https://docs.litellm.ai/docs/traffic_mirroring">LiteLLM: traffic mirroring</a>
 */
public final class Mirror implements RouteListener {

    /** The path that copies come by, for whoever must tell them from calls of clients. */
    public static final String ROUTE = "silent_experiment";

    private static final String SETTING = "silent_model";
    private static final System.Logger LOG = System.getLogger(Mirror.class.getName());

    private final Pipeline pipeline;
    private final CallIds ids;
    private final Listener listener;
    private final Semaphore places;
    private final LongSupplier nanoClock;

    /**
     * A mirror.
     *
     * @param pipeline answers copies, and mirrors nothing itself
     * @param most copies at once; others are dropped
     */
    public Mirror(Pipeline pipeline, CallIds ids, Listener listener, int most, LongSupplier nanoClock) {
        this.pipeline = pipeline;
        this.ids = ids;
        this.listener = listener;
        this.places = new Semaphore(most);
        this.nanoClock = nanoClock;
    }

    /** What became of a copy. */
    public enum Outcome {
        ANSWERED,
        FAILED,
        DROPPED
    }

    /** Is told what became of copies. Must not block or throw. */
    @FunctionalInterface
    public interface Listener {

        void mirrored(String model, String silentModel, Outcome outcome);
    }

    @Override
    public void answered(Call call, Fallbacks.Answer answer) {
        Deployment deployment = answer.answer().info().deployment();
        String silent = deployment.target().setting(SETTING);
        if (silent == null || !(call.source() instanceof ChatSource chat)) {
            return;
        }
        if (!places.tryAcquire()) {
            listener.mirrored(call.model(), silent, Outcome.DROPPED);
            return;
        }
        Call copy = copy(call, chat, silent);
        Thread.ofVirtual().name("mirror").start(() -> ask(copy, call.model()));
    }

    @Override
    public void failed(Call call, LlmException failure, List<Attempted> attempts) {}

    @Override
    public void stoodBy(Call call, String failed, String standing, LlmException reason, boolean answered) {}

    private Call copy(Call call, ChatSource chat, String silent) {
        JsonBody body = chat.body().without("stream_options");
        JsonBody whole = body.has("stream") ? body.with("stream", JsonBoolean.of(false)) : body;
        String id = ids.next();
        ReplyFrame frame = new ReplyFrame(
                id, silent, call.frame().createdSeconds(), false, call.frame().legacyFunctions(), false, whole);
        return new Call(
                id,
                ROUTE,
                call.caller(),
                silent,
                new ChatSource(chat.dialect(), whole, false),
                call.options().alone(),
                call.headers(),
                frame,
                nanoClock.getAsLong(),
                Cancellation.never());
    }

    private void ask(Call copy, String model) {
        try {
            settle(pipeline.handle(copy).answer());
            listener.mirrored(model, copy.model(), Outcome.ANSWERED);
        } catch (LlmException | UpstreamException ignored) {
            listener.mirrored(model, copy.model(), Outcome.FAILED);
        } catch (RuntimeException unexpected) {
            LOG.log(System.Logger.Level.WARNING, "copy " + copy.id() + " of a call failed", unexpected);
            listener.mirrored(model, copy.model(), Outcome.FAILED);
        } finally {
            places.release();
        }
    }

    private static void settle(CallAnswer answer) {
        switch (answer) {
            case CallAnswer.Whole whole -> {}
            case CallAnswer.Events events -> events.stream().close();
            case CallAnswer.Bytes bytes -> bytes.stream().close();
        }
    }
}
