package dev.emulator.fireworks.control;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.protojson.Empty;
import dev.emulator.fireworks.world.ForkService;
import dev.emulator.fireworks.world.ResetService;
import dev.emulator.fireworks.world.RestoreService;
import dev.emulator.fireworks.world.SnapshotService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Whole worlds. */
@RestController
class WorldController {

    private static final String ZIP = "application/zip";

    /** Beside the archive of an account that holds nothing, which may be a mistyped name. */
    private static final String EMPTY = "X-Emulator-Empty";

    private final ResetService resets;
    private final SnapshotService snapshots;
    private final RestoreService restores;
    private final ForkService forks;

    WorldController(ResetService resets, SnapshotService snapshots, RestoreService restores, ForkService forks) {
        this.resets = resets;
        this.snapshots = snapshots;
        this.restores = restores;
        this.forks = forks;
    }

    /** Empties an account; whatever was under way in it is done before, and whatever comes later finds a new world. */
    @PostMapping("/_emulator/v1/accounts/{account}:reset")
    WorldAnswer reset(@PathVariable String account, @RequestBody Empty body) {
        return new WorldAnswer(resets.reset(account));
    }

    /** Empties all accounts. */
    @PostMapping("/_emulator/v1:reset")
    WorldAnswer resetAll(@RequestBody Empty body) {
        return new WorldAnswer(resets.resetAll());
    }

    /**
     * Answers with an archive of all there is in an account, files included, with secrets masked in all but the files. Where the account is
     * empty, X-Emulator-Empty is true.
     */
    @PostMapping("/_emulator/v1/accounts/{account}:snapshot")
    void snapshot(@PathVariable String account, @RequestBody Empty body, HttpServletResponse response)
            throws IOException {
        snapshots.snapshot(account, (size, empty) -> {
            var attachment =
                    ContentDisposition.attachment().filename(account + ".zip").build();
            response.setContentType(ZIP);
            response.setContentLengthLong(size);
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, attachment.toString());
            if (empty) {
                response.setHeader(EMPTY, "true");
            }
            return response.getOutputStream();
        });
    }

    /** Puts the world of an archive, whichever account it was taken from, in the place of an account's own. */
    @PostMapping("/_emulator/v1/accounts/{account}:restore")
    RestoreAnswer restore(@PathVariable String account, HttpServletRequest archive) throws IOException {
        if (!isZip(archive.getContentType())) {
            throw ApiException.invalidArgument("the body must be an archive, of content type " + ZIP);
        }
        var restored = restores.restore(account, archive.getInputStream());
        return new RestoreAnswer(restored.resources(), restored.replaced());
    }

    private static boolean isZip(@Nullable String contentType) {
        return contentType != null && contentType.split(";", 2)[0].strip().equalsIgnoreCase(ZIP);
    }

    /** Copies an account's world, as it is or as it was at an earlier moment, into another account, which must be empty. */
    @PostMapping("/_emulator/v1/accounts/{account}:fork")
    WorldAnswer fork(@PathVariable String account, @RequestBody ForkRequest request) throws IOException {
        if (request.account().isEmpty()) {
            throw ApiException.invalidArgument("account", "account is required");
        }
        return new WorldAnswer(forks.fork(account, request.account(), request.at()));
    }

    /**
     * Into which account, and from when.
     *
     * @param at a moment by the account's clock, at which the copy's time stands still; unset for now
     */
    record ForkRequest(String account, @Nullable Instant at) {}

    /** How many resources the world had, or has now. */
    record WorldAnswer(int resources) {}

    /** How many resources the account has now, and how many it had before. */
    record RestoreAnswer(int resources, int replaced) {}
}
