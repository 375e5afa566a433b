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
    Repeater {
        model: screen.view.bar
        delegate: KeyButton {}
    }
}
