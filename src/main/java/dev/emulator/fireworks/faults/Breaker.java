package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.protojson.ProtoJson;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Does to a call what its faults say. */
@Component
class Breaker {

    private static final String REQUEST_ID = "X-Emulator-Request-Id";

    /** The end of an answer that had got lost on the way: no JSON, and no UTF-8 either. */
    private static final byte[] GARBAGE = {'<', (byte) 0xFF, (byte) 0xFE, 0x1B, '%', '}', '{', '"', (byte) 0xC0, '\n'};

    private final Answers answers;

    Breaker(ProtoJson protoJson) {
        this.answers = new Answers(protoJson);
    }

    void strike(Strike strike, Clock clock, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        strike.blows().forEach(blow -> response.addHeader(RequestFaults.HEADER, blow.name()));
        pause(strike.delay());
        var effect = strike.effect();
        if (effect == null) {
            chain.doFilter(request, response);
        } else if (effect.error() != null) {
            refuse(effect.error().resolved(), response);
        } else if (effect.breakage() != null) {
            breakUp(effect.breakage(), request, response, chain);
        } else {
            var answer = carryOut(request, response, chain);
            if (effect.drip() != null) {
                drip(effect.drip(), answer, response);
            } else if (effect.stale() != null) {
                hideNew(effect.stale(), clock, answer, response);
            }
        }
    }

    private void breakUp(Breakage breakage, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        switch (breakage) {
            case CONNECTION_RESET -> Connection.of(request).reset();
            case EMPTY_ANSWER -> {
                // what is left unread would make a reset of the close
                request.getInputStream().transferTo(OutputStream.nullOutputStream());
                Connection.of(request).close();
            }
            case EXPIRED_PAGE_TOKEN -> refuse(FaultError.of(Code.INVALID_ARGUMENT, "invalid page token"), response);
            case LOST_ANSWER -> {
                carryOut(request, response, chain);
                Connection.of(request).reset();
            }
            default -> spoil(breakage, request, carryOut(request, response, chain), response);
        }
    }

    private void spoil(
            Breakage breakage,
            HttpServletRequest request,
            ContentCachingResponseWrapper answer,
            HttpServletResponse response)
            throws IOException {
        var body = answer.getContentAsByteArray();
        switch (breakage) {
            case HALF_BODY -> {
                response.setContentLength(body.length);
                response.getOutputStream().write(body, 0, body.length / 2);
                response.flushBuffer();
                Connection.of(request).close();
            }
            case GARBAGE -> {
                response.setStatus(200);
                write(GARBAGE, response);
            }
            case WRONG_CONTENT_TYPE -> {
                response.setContentType(MediaType.TEXT_HTML_VALUE);
                write(body, response);
            }
            case DUPLICATED_PAGE -> write(isGood(answer) ? answers.twice(body) : body, response);
            case DROPPED_PAGE -> write(isGood(answer) ? answers.dropped(body) : body, response);
            default -> throw new IllegalArgumentException(breakage.name());
        }
    }

    private void hideNew(
            FaultEffect.Stale stale, Clock clock, ContentCachingResponseWrapper answer, HttpServletResponse response)
            throws IOException {
        var body = answer.getContentAsByteArray();
        var seen = isGood(answer) ? answers.asOf(clock.instant().minus(stale.time()), body) : Optional.of(body);
        if (seen.isPresent()) {
            write(seen.get(), response);
        } else {
            refuse(FaultPreset.RESOURCE_NOT_FOUND.error(), response);
        }
    }

    /** The answer, kept back. */
    private static ContentCachingResponseWrapper carryOut(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        return answer;
    }

    private static boolean isGood(HttpServletResponse answer) {
        return answer.getStatus() == 200
                && Objects.requireNonNullElse(answer.getContentType(), "").startsWith("application/json");
    }

    private static void drip(FaultEffect.Drip drip, ContentCachingResponseWrapper answer, HttpServletResponse response)
            throws IOException {
        var body = answer.getContentAsByteArray();
        var pieces = Math.max(1, Math.min(drip.pieces(), body.length));
        var pause = drip.time().dividedBy(Math.max(1, pieces - 1));
        response.setContentLength(body.length);
        for (int i = 0; i < pieces; i++) {
            if (i > 0) {
                pause(pause);
            }
            var from = (int) ((long) body.length * i / pieces);
            var to = (int) ((long) body.length * (i + 1) / pieces);
            response.getOutputStream().write(Arrays.copyOfRange(body, from, to));
            response.flushBuffer();
        }
    }

    private static void refuse(FaultError error, HttpServletResponse response) throws IOException {
        response.setStatus(error.status());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        var wait = error.wait("retry_after");
        if (!error.retryAfter().isEmpty()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wholeSeconds(wait)));
            if (wait.getNano() != 0) {
                response.setHeader("retry-after-ms", Long.toString(wait.toMillis()));
            }
        }
        var requestId = Objects.requireNonNullElse(response.getHeader(REQUEST_ID), "");
        write(error.body(requestId).toString().getBytes(StandardCharsets.UTF_8), response);
    }

    private static long wholeSeconds(Duration wait) {
        return wait.toSeconds() + (wait.getNano() == 0 ? 0 : 1);
    }

    private static void write(byte[] body, HttpServletResponse response) throws IOException {
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Real time, whatever the account's clock says: it is the client's patience that is tried. */
    private static void pause(Duration time) throws InterruptedIOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the emulator is stopping");
        }
    }
}
