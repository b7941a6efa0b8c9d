from django.urls import path

from . import views_account, views_devices, views_enter, views_together

app_name = "people"
urlpatterns = [
    path("start/", views_enter.start, name="start"),
    path("sign-in/", views_enter.sign_in, name="sign-in"),
    path("sign-out/", views_enter.sign_out, name="sign-out"),
    path("recover/", views_enter.recover, name="recover"),
    path("send-held/", views_enter.send_held, name="send-held"),
    path("welcome/code/", views_account.code, name="code"),
    path("welcome/", views_account.welcome, name="welcome"),
    path("you/passphrase/", views_account.passphrase, name="passphrase"),
    path("you/new-code/", views_account.new_code, name="new-code"),
    path("you/go-on/", views_account.go_on, name="go-on"),
    path("you/erase/", views_account.erase, name="erase"),
    path("you/devices/", views_devices.devices, name="devices"),
    path("you/devices/end/", views_devices.end_one, name="end-device"),
    path("you/devices/end-others/", views_devices.end_others, name="end-devices"),
    path("you/devices/lock-after/", views_devices.lock_after, name="lock-after"),
    path("you/devices/seen/", views_devices.seen, name="sign-ins-seen"),
    path("together/", views_together.together, name="together"),
    path("together/invite/", views_together.invite, name="invite"),
    path("together/withdraw/", views_together.withdraw, name="withdraw"),
    path("together/join/", views_together.join, name="join"),
    path("together/confirm/", views_together.confirm, name="confirm"),
    path("together/settings/", views_together.settings_, name="space-settings"),
    path("together/leave/", views_together.leave, name="leave"),
]
