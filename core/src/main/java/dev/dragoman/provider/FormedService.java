package dev.dragoman.provider;

import dev.dragoman.dialect.Asked;
import dev.dragoman.dialect.ImageFile;
import dev.dragoman.dialect.ServiceForm;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import java.util.List;
import java.util.function.Function;

/**
 * An operation at a vendor with a form of its own, asked at one address.
 *
 * @param operation what is asked for
 * @param address where it goes
 * @param errors reads the vendor's errors
 * @param form the vendor's form of the operation for a target
 */
public record FormedService(
        Operation operation,
        Address address,
        Function<VendorError, LlmException> errors,
        Function<Target, ServiceForm> form)
        implements Service {

    /** An operation that has one form for all models. */
    public static FormedService of(
            Operation operation, Address address, Function<VendorError, LlmException> errors, ServiceForm form) {
        return new FormedService(operation, address, errors, target -> form);
    }

    @Override
    public Plan plan(ServiceRequest request, Target target) {
        ServiceForm.Written written = form.apply(target).write(asked(request));
        Endpoint endpoint = endpoint(target);
        List<VendorCall> calls = written.bodies().stream()
                .map(body -> VendorCall.json(endpoint, withAllowed(body, request)))
                .toList();
        return new Plan(
                Progress.asking(calls, answers -> reply(written, answers)),
                written.unsupported().stream()
                        .filter(name -> !request.allowed().contains(name))
                        .toList());
    }

    /** The request as forms read it. */
    public static Asked asked(ServiceRequest request) {
        List<ImageFile> files = request.files().stream()
                .map(file -> new ImageFile(file.field(), file.contentType(), file.bytes()))
                .toList();
        return new Asked(request.body(), files, request.frame());
    }

    /** What a vendor answered, as forms read it. */
    public static ServiceForm.Heard heard(VendorAnswer answer) {
        return new ServiceForm.Heard(answer.headers(), answer.body());
    }

    @Override
    public Endpoint endpoint(Target target) {
        return address.endpoint(operation, target, false);
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    private static JsonBody withAllowed(JsonBody body, ServiceRequest request) {
        JsonBody all = body;
        for (String name : request.allowed()) {
            Slice value = request.body().raw(name);
            all = value == null || all.has(name) ? all : all.with(name, value);
        }
        return all;
    }

    private static ServiceReply reply(ServiceForm.Written written, List<VendorAnswer> answers) {
        ServiceForm.Told told =
                written.read().apply(answers.stream().map(FormedService::heard).toList());
        return ServiceReply.json(told.body(), told.usage());
    }
}
