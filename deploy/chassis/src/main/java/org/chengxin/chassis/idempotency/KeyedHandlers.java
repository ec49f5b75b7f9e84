package org.chengxin.chassis.idempotency;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Where a request with a key meets its handler: after routing and after the role was judged, so that what decides about
 * keeping and repeating an answer is the method that runs.
 */
class KeyedHandlers extends RequestMappingHandlerAdapter {

    private final Supplier<KeyedPosts> keyed;
    private final Supplier<HandlerExceptionResolver> refusals;

    /** @param refusals answers exceptions as they are answered without a key, inside the transaction of the effect */
    KeyedHandlers(Supplier<KeyedPosts> keyed, Supplier<HandlerExceptionResolver> refusals) {
        this.keyed = keyed;
        this.refusals = refusals;
    }

    @Override
    protected @Nullable ModelAndView handleInternal(
            HttpServletRequest request, HttpServletResponse response, HandlerMethod handler) throws Exception {
        var posts = keyed.get();
        if (!posts.include(request, handler)) {
            return super.handleInternal(request, response, handler);
        }
        posts.answer(request, response, handler, (its, answer) -> run(its, answer, handler));
        return null;
    }

    private void run(HttpServletRequest request, HttpServletResponse response, HandlerMethod handler)
            throws IOException, ServletException {
        try {
            super.handleInternal(request, response, handler);
        } catch (Exception e) {
            // What the handler would have written is not what its refusal is written in.
            request.removeAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE);
            if (refusals.get().resolveException(request, response, handler, e) == null) {
                throw new ServletException(e);
            }
        }
    }
}
