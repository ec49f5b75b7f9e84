package org.chengxin.gateway.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** The last net: whatever the container or the framework refuses is answered as a problem without inner details. */
@Controller
class UnexpectedFaults implements ErrorController {

    @RequestMapping("/error")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        Problems.answer(response, of(status));
    }

    private static Problem of(int status) {
        return switch (status) {
            case 400 -> Problem.of(400, "request-unreadable", "The request line or a header cannot be read.");
            case 404 -> Problem.noSuchResource();
            case 405 -> Problem.of(405, "method-not-allowed", "This address does not know the method.");
            default ->
                status < 500
                        ? Problem.of(status, "request-refused", "The request was refused.")
                        : Problem.of(500, "internal-fault", "The gateway failed; the request id leads to its log.");
        };
    }
}
