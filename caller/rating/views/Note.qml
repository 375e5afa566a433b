import QtQuick
import QtQuick.VirtualKeyboard
import QtQuick.VirtualKeyboard.Settings
import Look

// Words of the citizen's own, by the keyboard on the screen.
Item {
    id: page
    readonly property var view: screen.view
    Component.onCompleted: {
        VirtualKeyboardSettings.activeLocales = ["zh_CN", "en_US"]
        VirtualKeyboardSettings.locale = Texts.language === "en" ? "en_US" : "zh_CN"
        input.forceActiveFocus()
    }
    Rectangle {
        x: 40; y: 104; width: 700; height: 160
        radius: Theme.radius
        color: Theme.surface; border.width: Theme.quiet_border; border.color: Theme.ink
        TextEdit {
            id: input
            objectName: "input"
            anchors.fill: parent; anchors.margins: 16
            font.family: Theme.font; font.pixelSize: 26
            color: Theme.ink; selectionColor: Theme.track; selectedTextColor: Theme.ink
            wrapMode: TextEdit.Wrap
            inputMethodHints: Qt.ImhNoAutoUppercase
            onTextChanged: {
                if (text.length > 120) remove(120, text.length)
                screen.type(text)
            }
        }
        Words {
            visible: input.text === "" && input.preeditText === ""
            x: 18; y: 16; width: parent.width - 36
            text: Texts.say("rater.write.asks"); size: 22; color: Theme.ink2; lines: 1.3
        }
    }
    FootKey { objectName: "done"; x: 756; y: 104; width: 228; height: 96; isInk: true; said: page.view.done; onTouched: { input.focus = false; screen.go_on() } }
    Words {
        x: 756; y: 212; width: 228
        text: page.view.note.first; size: 19; color: Theme.ink2; lines: 1.3; wrapMode: Text.Wrap
    }
    InputPanel {
        objectName: "keyboard"
        x: 0; y: 600 - height; width: 1024
        visible: active
    }
}
