package dev.dragoman.routing;

import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.LlmException;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Headers;
import dev.dragoman.http.UpstreamException;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.provider.ByteAnswer;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Progress;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.VendorAnswer;
import dev.dragoman.provider.VendorCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** One attempt of a request beside conversations: as many exchanges with the vendor as its plan takes. */
final class ServiceAttempt {

    private final ServiceSource source;
    private final Deployment deployment;
    private final Attempt attempt;
    private final Line line;
    private final Service service;
    private final List<String> dropped = new ArrayList<>(0);
    private Headers vendorHeaders = Headers.EMPTY;
    private long began;

    ServiceAttempt(ServiceSource source, Deployment deployment, Attempt attempt, Line line) {
        this.source = source;
        this.deployment = deployment;
        this.attempt = attempt;
        this.line = line;
        this.service = Objects.requireNonNull(
                deployment.provider().service(source.operation()),
                source.operation().title());
    }

    /** Performs the plan. */
    CallAnswer answer() {
        Progress progress = plan().first();
        began = line.nanos();
        while (progress instanceof Progress.Asking asking) {
            await(asking.pause());
            List<VendorAnswer> answers = answers(asking.calls());
            vendorHeaders = answers.getLast().headers();
            progress = following(asking, answers);
        }
        return switch (progress) {
            case Progress.Asking impossible -> throw new IllegalStateException("asked already: " + impossible);
            case Progress.Answered(var reply) ->
                new CallAnswer.Whole(reply.contentType(), reply.body(), reply.usage(), info());
            case Progress.Bytes bytes -> bytes(bytes);
            case Progress.BytesOfEvents events -> bytes(events);
            case Progress.Events events -> events(events);
        };
    }

    /** The first request, unsigned; nothing is sent. */
    UpstreamRequest first() {
        VendorCall call = switch (plan().first()) {
            case Progress.Asking asking -> asking.calls().getFirst();
            case Progress.Bytes bytes -> bytes.call();
            case Progress.BytesOfEvents events -> events.call();
            case Progress.Events events -> events.call();
            case Progress.Answered answered -> throw new IllegalStateException("answered without asking: " + answered);
        };
        return VendorCalls.request(call, deployment, attempt, source.stream());
    }

    private Plan plan() {
        JsonBody asked = Composer.asked(source, deployment, attempt, dropped);
        Plan plan = plan(new ServiceRequest(
                source.operation(),
                asked,
                source.files(),
                source.stream(),
                attempt.frame(),
                attempt.policy().allowed()));
        Set<String> unsupported = new LinkedHashSet<>(plan.unsupported());
        Composer.settle(unsupported, deployment, attempt.policy());
        dropped.addAll(unsupported);
        return plan;
    }

    private Plan plan(ServiceRequest request) {
        try {
            return service.plan(request, deployment.target());
        } catch (IllegalArgumentException wrong) {
            throw new BadRequestException(
                    Dispatcher.detail("model " + deployment.group() + ": " + wrong.getMessage(), deployment),
                    400,
                    wrong);
        }
    }

    private void await(Duration wait) {
        if (!wait.isZero() && !line.pause().nanos(wait.toNanos(), attempt)) {
            throw new UpstreamException(UpstreamException.Kind.CANCELLED, "the client has left");
        }
        if (attempt.timeouts().total().remaining(line.nanos()) <= 0) {
            throw new UpstreamException(
                    UpstreamException.Kind.TOTAL_TIMEOUT, "the vendor was not done before the time was up");
        }
    }

    private List<VendorAnswer> answers(List<VendorCall> calls) {
        if (calls.size() == 1) {
            return List.of(whole(calls.getFirst(), attempt));
        }
        Cancellation all = new Cancellation();
        Attempt together = attempt.until(all);
        try (Cancellation.Registration _ = attempt.cancellation().onCancel(all::cancel)) {
            return new SideBySide(calls, call -> whole(call, together), all).answers();
        }
    }

    private Progress following(Progress.Asking asked, List<VendorAnswer> answers) {
        try {
            return asked.then().apply(answers);
        } catch (JsonSyntaxException noJson) {
            throw new ApiResponseException(
                    Dispatcher.detail("unexpected answer of the vendor: no JSON: " + noJson.getMessage(), deployment),
                    502,
                    noJson);
        }
    }

    private VendorAnswer whole(VendorCall call, Attempt circumstances) {
        try (UpstreamResponse response = open(call, circumstances)) {
            return new VendorAnswer(response.headers(), response.readAll(line.maxReplyBytes()));
        }
    }

    private CallAnswer bytes(Progress.Bytes bytes) {
        return bytes(bytes.call(), bytes.then());
    }

    private CallAnswer bytes(Progress.BytesOfEvents events) {
        return bytes(
                events.call(),
                headers -> new DecodedEvents(
                        framing(headers).decoder(), events.then().get()));
    }

    private CallAnswer bytes(VendorCall call, Function<Headers, ByteAnswer> then) {
        UpstreamResponse response = open(call, attempt);
        vendorHeaders = response.headers();
        boolean handedOver = false;
        try {
            VendorBytes stream = new VendorBytes(response, then.apply(vendorHeaders), this::failure);
            stream.prime();
            handedOver = true;
            return new CallAnswer.Bytes(stream, info());
        } finally {
            if (!handedOver) {
                response.close();
            }
        }
    }

    private CallAnswer events(Progress.Events events) {
        UpstreamResponse response = open(events.call(), attempt);
        vendorHeaders = response.headers();
        boolean handedOver = false;
        try {
            VendorStream stream = new VendorStream(
                    response, framing(vendorHeaders).decoder(), events.then().get(), this::failure);
            stream.prime(attempt.timeouts().head());
            handedOver = true;
            return new CallAnswer.Events(stream, info());
        } finally {
            if (!handedOver) {
                response.close();
            }
        }
    }

    private EventFraming framing(Headers headers) {
        String type = headers.first("content-type");
        EventFraming framing = EventFraming.of(type);
        if (framing == null) {
            throw Refusals.otherType(type == null ? "" : type, deployment);
        }
        return framing;
    }

    private LlmException failure(RuntimeException broken) {
        return Breakage.of(broken, deployment);
    }

    /** A response with a status of success. */
    private UpstreamResponse open(VendorCall call, Attempt circumstances) {
        UpstreamRequest request = VendorCalls.request(call, deployment, circumstances, source.stream());
        if (call.signed()) {
            Credentials credentials = service.credentials(deployment.provider().credentials());
            request = credentials.sign(request, deployment.target(), line.tokens());
        }
        UpstreamResponse response = line.send(request, deployment, circumstances);
        if (response.status() / 100 == 2) {
            return response;
        }
        try (response) {
            throw Refusals.of(response, deployment, service::readError);
        }
    }

    private AnswerInfo info() {
        return new AnswerInfo(deployment, vendorHeaders, dropped, line.nanos() - began);
    }
}
