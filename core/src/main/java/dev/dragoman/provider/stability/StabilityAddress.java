package dev.dragoman.provider.stability;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;

/** Where images are made, by the model's family, and changed, by the service that the model's name is. */
final class StabilityAddress implements Address {

    private static final String BASE = "https://api.stability.ai";
    private static final String ROOT = "/v2beta/stable-image";

    /** The answer in JSON, with the image in base64. */
    private static final Headers JSON = Headers.of("accept", "application/json");

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        String told = target.apiBase();
        BaseAddress base = BaseAddress.of(told == null || told.isBlank() ? BASE : told, BASE);
        String action = operation == Operation.IMAGES ? "/generate/" + family(target.model()) : edit(target.model());
        return new Endpoint(Origin.of(base.uri()), base.with(ROOT) + action, JSON);
    }

    /** Whether the family's models are told apart in the form. */
    static boolean isDiffusion(String model) {
        return model.startsWith("sd3") || model.startsWith("stable-diffusion-3");
    }

    /** Whether a model makes images of a text; other names are services that change images. */
    static boolean draws(String model) {
        return isDiffusion(model) || model.contains("ultra") || model.contains("core");
    }

    private static String family(String model) {
        if (isDiffusion(model)) {
            return "sd3";
        }
        if (model.contains("ultra")) {
            return "ultra";
        }
        if (model.contains("core")) {
            return "core";
        }
        return Percent.encoded(model, Percent.UNRESERVED);
    }

    /** Families change an image as they make one; other names are services such as {@code inpaint}. */
    private static String edit(String model) {
        if (isDiffusion(model) || model.contains("ultra")) {
            return "/generate/" + family(model);
        }
        String name = model.startsWith("stable-image-") ? model.substring("stable-image-".length()) : model;
        String service = Percent.encoded(name, Percent.UNRESERVED + "/");
        return switch (service) {
            case "sketch", "structure", "style", "style-transfer" -> "/control/" + service;
            case "fast", "conservative", "creative" -> "/upscale/" + service;
            default -> service.contains("/") ? "/" + service : "/edit/" + service;
        };
    }
}
