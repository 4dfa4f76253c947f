package dev.dragoman.provider.polly;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.aws.AwsPartition;
import dev.dragoman.provider.aws.AwsRegion;
import dev.dragoman.provider.completions.BaseAddress;

/** The service of a region. */
final class PollyAddress implements Address {

    private static final String PATH = "/v1/speech";

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        String region = region(target);
        String usual = "https://polly." + region + "." + AwsPartition.domain(region);
        String told = target.apiBase();
        BaseAddress base = BaseAddress.of(told == null || told.isBlank() ? usual : told, usual);
        return new Endpoint(Origin.of(base.uri()), base.with(PATH), Headers.EMPTY);
    }

    /** The region; that of the first voices when none is named, as by LiteLLM. */
    static String region(Target target) {
        return AwsRegion.of(target, "us-east-1");
    }
}
