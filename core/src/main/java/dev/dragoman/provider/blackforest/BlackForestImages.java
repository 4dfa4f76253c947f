package dev.dragoman.provider.blackforest;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.Field;
import dev.dragoman.dialect.ImageFile;
import dev.dragoman.dialect.ImageInputs;
import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.InternalServerException;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNull;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.FormedService;
import dev.dragoman.provider.ImageAddresses;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Progress;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorAnswer;
import dev.dragoman.provider.VendorCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Images, each a task of its own that is made, and looked after until it is done.
 *
 * @see <a href="https://docs.bfl.ai/api-reference">Black Forest Labs: API reference</a>
 */
record BlackForestImages(Operation operation, Address address, Function<VendorError, LlmException> errors)
        implements Service {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final List<String> FORMATS = List.of("jpeg", "png", "webp");
    private static final List<String> RATIOS =
            List.of("21:9", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "9:21");

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        Asked asked = FormedService.asked(request);
        ImageInputs inputs = ImageInputs.read(asked);
        JsonBody body = JsonBody.of(body(inputs, asked));
        Endpoint made = endpoint(target);
        List<VendorCall> calls = Collections.nCopies(inputs.count(), VendorCall.json(made, body));
        Progress first = new Progress.Asking(
                calls, Duration.ZERO, answers -> new Tasks(made, inputs, asked.frame(), List.of()).made(answers));
        return new Plan(first, asked.unread());
    }

    @Override
    public Endpoint endpoint(Target target) {
        return address.endpoint(operation, target, false);
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    private JsonObject body(ImageInputs inputs, Asked asked) {
        JsonObject.Builder body = JsonObject.builder().put("prompt", inputs.prompt());
        ImageInputs.Size size = inputs.size();
        boolean ratio = asked.model().contains("ultra") || asked.model().contains("kontext");
        if (size != null && ratio) {
            body.put("aspect_ratio", size.nearest(RATIOS));
        } else if (size != null && asked.model().contains("fill")) {
            asked.unsupported("size");
        } else if (size != null) {
            body.put("width", size.width()).put("height", size.height());
        }
        body.putIfPresent("output_format", asked.choice("output_format", FORMATS));
        if (operation == Operation.IMAGE_EDITS) {
            sources(body, asked);
        }
        return body.build().merged(asked.rest(ImageInputs.OPENAI));
    }

    /** A model that fills takes an image and a mask; the others take several images. */
    private static void sources(JsonObject.Builder body, Asked asked) {
        boolean fills = asked.model().contains("fill") || asked.model().contains("expand");
        List<ImageFile> images = ImageInputs.sources(asked);
        for (int i = 0; i < images.size(); i++) {
            String name = fills ? "image" : "input_image";
            body.put(i == 0 ? name : name + "_" + (i + 1), images.get(i).base64());
        }
        ImageFile mask = ImageInputs.mask(asked);
        if (mask != null && fills) {
            body.put("mask", mask.base64());
        } else if (mask != null) {
            throw Field.of(Field.Author.CLIENT, "mask", JsonNull.NULL)
                    .wrong("no mask, or a model that fills, such as flux-pro-1.0-fill");
        }
    }

    /** Tasks on their way; those that are done have left their addresses. */
    private record Tasks(Endpoint first, ImageInputs inputs, ReplyFrame frame, List<String> done) {

        Progress made(List<VendorAnswer> answers) {
            List<VendorCall> waiting = new ArrayList<>();
            for (VendorAnswer answer : answers) {
                String place = FormedService.heard(answer).json().requiredString("polling_url");
                Endpoint endpoint = ImageAddresses.endpoint(place);
                waiting.add(new VendorCall(
                        "GET", endpoint, new VendorCall.Payload.None(), BlackForestAddress.isOwn(endpoint, first)));
            }
            return asked(waiting);
        }

        private Progress asked(List<VendorCall> waiting) {
            return new Progress.Asking(waiting, PAUSE, answers -> looked(waiting, answers));
        }

        private Progress looked(List<VendorCall> waiting, List<VendorAnswer> answers) {
            List<String> ready = new ArrayList<>(done);
            List<VendorCall> still = new ArrayList<>();
            for (int i = 0; i < answers.size(); i++) {
                Field task = FormedService.heard(answers.get(i)).json();
                String status = task.requiredString("status");
                switch (status) {
                    case "Ready" -> ready.add(task.required("result").requiredString("sample"));
                    case "Pending", "Queued", "Processing" -> still.add(waiting.get(i));
                    case "Request Moderated", "Content Moderated" ->
                        throw new ContentPolicyViolationException(ErrorDetail.of("the vendor's moderation: " + status)
                                .withType("content_policy_violation"));
                    default -> throw new InternalServerException(ErrorDetail.of("the vendor's task ended: " + status));
                }
            }
            Tasks rest = new Tasks(first, inputs, frame, ready);
            return still.isEmpty() ? ImageAddresses.told(ready, inputs.base64(), frame) : rest.asked(still);
        }
    }
}
