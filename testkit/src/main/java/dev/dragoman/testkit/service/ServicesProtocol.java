package dev.dragoman.testkit.service;

import dev.dragoman.testkit.answer.Content;
import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.vendor.ChatCall;
import dev.dragoman.testkit.vendor.EventStream;
import dev.dragoman.testkit.vendor.Protocol;
import dev.dragoman.testkit.vendor.Received;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The APIs, each below a path of its own. None of them holds conversations. */
public final class ServicesProtocol implements Protocol {

    private final Map<String, Place> places = new LinkedHashMap<>();

    /** All of them. */
    public ServicesProtocol() {
        places.put("/azure-ai", new AzureAiPlace());
        places.put("/voyage", new VoyagePlace());
        places.put("/jina", new JinaPlace());
        places.put("/mistral", new MistralPlace());
        places.put("/codestral", new CodestralPlace());
        places.put("/together", new TogetherPlace());
        places.put("/tei", new TeiPlace());
        places.put("/triton", new TritonPlace());
        places.put("/cohere-like", new CoherePlace());
        places.put("/stability", new StabilityPlace());
        places.put("/bfl", new BlackForestPlace());
        places.put("/runway", new RunwayPlace());
        places.put("/recraft", new RecraftPlace());
        places.put("/fal", new FalPlace());
        places.put("/sized", new SizedPlace());
        places.put("/pictures", new PicturePlace());
        places.put("/nvidia", new NvidiaPlace());
        places.put("/deepinfra", new DeepInfraPlace());
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public Received receive(RecordedRequest request) {
        for (Map.Entry<String, Place> place : places.entrySet()) {
            if (request.path().startsWith(place.getKey() + "/")
                    || request.path().equals(place.getKey())) {
                return answered(place.getValue(), request, place.getKey());
            }
        }
        return new Received.Settled(Reply.text(404, "text/plain", "no place at " + request.path()));
    }

    private static Received answered(Place place, RecordedRequest request, String prefix) {
        try {
            return new Received.Served(place.answer(request.below(prefix)));
        } catch (PlaceRefusal refusal) {
            return new Received.Settled(refusal.reply());
        }
    }

    @Override
    public Reply whole(ChatCall call, Content content) {
        throw new UnsupportedOperationException("no conversations");
    }

    @Override
    public EventStream stream(ChatCall call, Content content, Streaming streaming) {
        throw new UnsupportedOperationException("no conversations");
    }

    @Override
    public Reply failure(VendorError error) {
        return Reply.whole(
                error.statusOr(500),
                List.of(new Header("content-type", "application/json")),
                Json.bytes(Json.object().put("message", error.messageOr("the service failed"))));
    }

    @Override
    public byte[] failureEvent(ChatCall call, VendorError error) {
        throw new UnsupportedOperationException("no conversations");
    }

    @Override
    public byte[] ping(ChatCall call) {
        throw new UnsupportedOperationException("no conversations");
    }
}
