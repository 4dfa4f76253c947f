package dev.dragoman.testkit.vendor;

import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Matter;
import dev.dragoman.testkit.wire.Frame;
import dev.dragoman.testkit.wire.Handler;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes requests for one vendor: records them, lets the protocol check them, and asks the script what to say. */
public final class Desk implements Handler {

    private final Protocol protocol;
    private final Recording recording;
    private final Queue<Answer> queue = new ConcurrentLinkedQueue<>();
    private volatile Script script;

    /** A desk that remembers so many requests and follows this script while its queue is empty. */
    public Desk(Protocol protocol, int keptRequests, Script script) {
        this.protocol = protocol;
        this.recording = new Recording(keptRequests);
        this.script = script;
    }

    @Override
    public Reply handle(RecordedRequest request) {
        recording.add(request);
        return switch (protocol.receive(request)) {
            case Received.Settled(Reply reply) -> reply;
            case Received.Served(Reply reply) -> served(reply);
            case Received.Asked(ChatCall call) -> reply(call);
        };
    }

    void enqueue(List<Answer> answers) {
        queue.addAll(answers);
    }

    void follow(Script script) {
        this.script = script;
    }

    Recording recording() {
        return recording;
    }

    private Reply served(Reply reply) {
        Answer queued = queue.poll();
        if (queued == null) {
            return reply;
        }
        Reply spoiled = switch (queued.matter()) {
            case Content content -> reply;
            case Matter.Failure failure -> protocol.failure(failure.error());
            case Matter.Raw raw ->
                Reply.whole(
                        raw.status(),
                        List.of(new Header("content-type", raw.contentType())),
                        raw.pieces().getFirst());
        };
        spoiled = spoiled.withHeaders(queued.headers());
        for (Fault fault : queued.faults()) {
            spoiled = Spoiler.spoil(spoiled, fault, protocol);
        }
        return spoiled;
    }

    private Reply reply(ChatCall call) {
        Answer queued = queue.poll();
        Answer answer = queued == null ? script.answer(call) : queued;
        Reply reply = unspoiled(call, answer).withHeaders(answer.headers());
        for (Fault fault : answer.faults()) {
            reply = Spoiler.spoil(reply, fault, protocol);
        }
        return reply;
    }

    private Reply unspoiled(ChatCall call, Answer answer) {
        return switch (answer.matter()) {
            case Content content when call.streaming() -> streamed(call, content, answer);
            case Content content -> protocol.whole(call, content);
            case Matter.Failure failure -> protocol.failure(failure.error());
            case Matter.Raw raw -> raw(call, raw, answer);
        };
    }

    private Reply streamed(ChatCall call, Content content, Answer answer) {
        EventStream stream = protocol.stream(call, content, answer.streaming());
        List<Frame> frames = Pacing.frames(stream.events(), answer.streaming(), protocol, call);
        return Reply.chunked(200, stream.headers(), frames);
    }

    private Reply raw(ChatCall call, Matter.Raw raw, Answer answer) {
        List<Header> headers = List.of(new Header("content-type", raw.contentType()));
        if (raw.pieces().size() == 1) {
            return Reply.whole(raw.status(), headers, raw.pieces().getFirst());
        }
        return Reply.chunked(raw.status(), headers, Pacing.frames(raw.pieces(), answer.streaming(), protocol, call));
    }
}
