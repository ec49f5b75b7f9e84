package org.chengxin.chassis.caller;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.method.PreAuthorizeAuthorizationManager;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.util.SimpleMethodInvocation;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Judges the role before anything else of a request is read: who may not do a thing is not told how to ask for it.
 *
 * <p>Roles stand in {@code @PreAuthorize}, which speaks of the caller alone: arguments are not known yet. The same is
 * judged once more when the method is called, wherever the call comes from.
 */
class RoleFirst implements HandlerInterceptor {

    private final PreAuthorizeAuthorizationManager roles = new PreAuthorizeAuthorizationManager();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod its) {
            var call = new Call(its);
            var decision =
                    roles.authorize(() -> SecurityContextHolder.getContext().getAuthentication(), call);
            if (decision != null && !decision.isGranted()) {
                throw new AccessDeniedException("role");
            }
        }
        return true;
    }

    /** The call that is about to be made, without its arguments. */
    private static final class Call extends SimpleMethodInvocation {

        Call(HandlerMethod handler) {
            super(
                    Objects.requireNonNullElse(AopProxyUtils.getSingletonTarget(handler.getBean()), handler.getBean()),
                    AopUtils.getMostSpecificMethod(handler.getMethod(), handler.getBeanType()),
                    new Object[handler.getMethod().getParameterCount()]);
        }
    }
}
