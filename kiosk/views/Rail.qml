import QtQuick
import Look

// The rail of every wide page: hall, time, title, and the buttons at their fixed places.
Rectangle {
    id: rail
    color: Theme.ink
    Column {
        x: 24; y: 26; width: 280
        Name { width: parent.width; text: screen.view.hall.text; size: 28; smallest: 20; color: Theme.on_ink }
        Words { width: parent.width; visible: text !== ""; text: screen.view.hall.second; size: 18; color: Theme.on_ink2; wrapMode: Text.Wrap; maximumLineCount: 2; elide: Text.ElideRight }
        Item { width: 1; height: 12 }
        Row {
            spacing: 18
            Words { id: time; text: screen.view.clock.time; size: 58; bold: true; color: Theme.on_ink; lines: 1.1 }
            Column {
                visible: time.text !== ""
                anchors.verticalCenter: parent.verticalCenter
                Words { text: screen.view.clock.date; size: 18; color: Theme.on_ink2; lines: 1.3 }
                Words { text: screen.view.clock.weekday; size: 18; color: Theme.on_ink2; lines: 1.3 }
            }
        }
        Item { width: 1; height: 22 }
        Words { objectName: "title"; width: parent.width; text: screen.view.rail_title.text; size: Texts.language === "zh" ? 44 : 36; bold: true; color: Theme.on_ink; lines: 1.24; wrapMode: Text.Wrap }
        Words { width: parent.width; text: screen.view.rail_title.second.replace("\n", Texts.language === "zh" ? " " : ""); size: 21; color: Theme.on_ink2; wrapMode: Text.Wrap }
    }
    TouchButton {
        objectName: "more"
        visible: screen.view.pager.pages > 1
        x: 24; y: 406; width: 280; height: 118
        kind: "rail"; icon: "right"; size: 28; secondSize: 18; iconSize: 36
        text: Texts.say("bar.more")
        second: Texts.say("bar.page", { page: screen.view.pager.page, pages: screen.view.pager.pages })
        onTouched: screen.turn()
    }
    TouchButton {
        objectName: "back"
        visible: screen.view.can_go_back
        x: 24; y: 532; width: 280; height: 118
        kind: "rail"; icon: "back"; size: 28; secondSize: 18; iconSize: 40
        text: Texts.say("bar.back"); second: Texts.other("bar.back")
        onTouched: screen.go_home()
    }
    TouchButton {
        objectName: "another"
        visible: screen.view.page === "done" && screen.view.ticket.is_printed
        x: 24; y: 532; width: 280; height: 118
        kind: "rail"; icon: "list"; size: 28; secondSize: 18; iconSize: 40
        text: Texts.say("done.more"); second: Texts.other("done.more")
        onTouched: screen.go_home()
    }
    TouchButton {
        objectName: "language"
        x: 24; y: 658; width: 280; height: 118
        kind: "rail"; size: 28; secondSize: 18
        text: Texts.other("language.own"); second: Texts.say("language.in." + Texts.second)
        onTouched: screen.speak_other()
    }
}
