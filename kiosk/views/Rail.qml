import QtQuick
import Look

// The rail of every wide page: hall, time, title, and the buttons at their fixed places.
Rectangle {
    id: rail
    color: Theme.ink
    // A little more than the page: the picture moves against burn-in.
    Rectangle { x: -40; y: -40; width: parent.width + 40; height: parent.height + 80; color: Theme.ink }
    readonly property bool isSpeaking: screen.view.caption !== "" && screen.view.layout !== "Care"
    // What is being said stands where hall and time are, for as long as it is said.
    Rectangle {
        visible: rail.isSpeaking
        x: 16; y: 16; width: 296; height: 376
        color: Theme.surface; radius: Theme.radius
        Icon { x: 16; y: 16; name: "voice"; size: 44; color: Theme.ink }
        Words {
            objectName: rail.isSpeaking ? "caption" : ""
            x: 16; y: 72; width: 264; height: 296; wrapMode: Text.Wrap; lines: 1.3; verticalAlignment: Text.AlignTop
            text: rail.isSpeaking ? screen.broken(screen.view.caption, Theme.font, size, width - 4, false) : ""
            size: screen.view.caption.length > (Texts.language === "zh" ? 45 : 90) ? 24 : 30
        }
    }
    Column {
        visible: !rail.isSpeaking
        x: 24; y: 26; width: 280
        Name { width: parent.width; text: Theme.header !== "" ? Theme.header : screen.view.hall.text; size: 28; smallest: 20; color: Theme.on_ink }
        Words { width: parent.width; visible: text !== ""; text: Theme.header !== "" ? "" : screen.view.hall.second; size: 18; color: Theme.on_ink2; wrapMode: Text.Wrap; maximumLineCount: 2; elide: Text.ElideRight }
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
        // Alone, the strip stands in the place of the title's second line.
        Words { objectName: "strip"; visible: text !== ""; width: parent.width; topPadding: 6; text: screen.view.strip.text.replace("，", "，\n"); size: 22; bold: true; color: Theme.on_ink; lines: 1.25; wrapMode: Text.Wrap }
        Words { visible: screen.view.strip.text === ""; width: parent.width; text: screen.view.rail_title.second.replace("\n", Texts.language === "zh" ? " " : ""); size: 21; color: Theme.on_ink2; wrapMode: Text.Wrap }
    }
    Repeater {
        model: screen.view.bar
        delegate: KeyButton {}
    }
}
