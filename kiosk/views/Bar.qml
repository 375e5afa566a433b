import QtQuick
import Look

// The bottom bar of every tall page: back or another ticket on the left, more in the middle, language on the right.
Rectangle {
    color: Theme.ink
    TouchButton {
        objectName: "back"
        visible: screen.view.can_go_back
        x: 60; y: 36; width: 300; height: 136
        kind: "rail"; icon: "back"; size: 36; secondSize: 24; iconSize: 44; gap: 18
        text: Texts.say("bar.back"); second: Texts.other("bar.back")
        onTouched: screen.go_home()
    }
    TouchButton {
        objectName: "another"
        visible: screen.view.page === "done" && screen.view.ticket.is_printed
        x: 60; y: 36; width: 300; height: 136
        kind: "rail"; icon: "list"; size: 36; secondSize: 24; iconSize: 44; gap: 18
        text: Texts.say("done.more"); second: Texts.other("done.more")
        onTouched: screen.go_home()
    }
    TouchButton {
        objectName: "more"
        visible: screen.view.pager.pages > 1
        x: 384; y: 36; width: 312; height: 136
        kind: "rail"; icon: "right"; size: 36; secondSize: 24; iconSize: 44
        text: Texts.say("bar.more")
        second: Texts.say("bar.page", { page: screen.view.pager.page, pages: screen.view.pager.pages })
        onTouched: screen.turn()
    }
    TouchButton {
        objectName: "language"
        x: 720; y: 36; width: 300; height: 136
        kind: "rail"; size: 36; secondSize: 24
        text: Texts.other("language.own"); second: Texts.say("language.in." + Texts.second)
        onTouched: screen.speak_other()
    }
}
