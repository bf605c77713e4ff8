package server

import (
	"context"
	"errors"
	"net/http"

	"switchyard.dev/switchyard/internal/auth"
	"switchyard.dev/switchyard/internal/live"
	"switchyard.dev/switchyard/internal/store"
)

// liveSocket is the designer's websocket. The guard has checked who asks and,
// for cookies, where from; from here on the hub asks again at intervals.
func (s *server) liveSocket(w http.ResponseWriter, r *request) error {
	id, err := r.id()
	if err != nil {
		return err
	}
	f, err := s.store.Flow(r.Context(), id)
	if err != nil {
		return err
	}
	visit := live.Visit{
		FlowID: f.ID, User: live.Person{ID: r.user.ID, Name: r.user.Name}, IP: clientIP(r.Request),
		CanEdit: r.can(auth.Edit), Check: s.stillMay(r),
	}
	s.hub.Upgrade(w, r.Request, visit, func(hr *http.Request) bool {
		return hr.Header.Get("Origin") == "" || s.sameOrigin(hr)
	})
	return nil
}

// stillMay looks at session or token, and role, as they are at each call.
func (s *server) stillMay(r *request) func(context.Context) (bool, error) {
	session, token := r.session, r.token
	return func(ctx context.Context) (bool, error) {
		var user store.User
		var err error
		if session != "" {
			user, _, err = s.store.SessionUser(ctx, session)
		} else {
			user, _, err = s.store.TokenUser(ctx, token)
		}
		switch {
		case errors.Is(err, store.ErrNotFound), err == nil && !auth.Can(user.Role, auth.View):
			return false, live.ErrSessionOver
		case err != nil:
			return false, err
		}
		return auth.Can(user.Role, auth.Edit), nil
	}
}
