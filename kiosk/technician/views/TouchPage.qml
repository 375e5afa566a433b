import QtQuick
import Look

// The touch test: cells up to the very edge, each turns ink under the finger, which may also be drawn across.
Item {
    id: test
    readonly property int across: screen.technician.view.across
    readonly property int down: screen.technician.view.down
    readonly property var cells: screen.technician.view.cells
    Repeater {
        model: test.across * test.down
        delegate: Rectangle {
            required property int index
            readonly property bool isTouched: test.cells[index] === true
            x: index % test.across * width; y: Math.floor(index / test.across) * height
            width: test.width / test.across; height: test.height / test.down
            color: isTouched ? Theme.ink : Theme.surface
            border.width: 1; border.color: isTouched ? Theme.on_ink_edge : Theme.edge
        }
    }
    Rectangle {
        anchors.centerIn: parent
        width: hint.width + 64; height: hint.height + 32
        radius: Theme.radius; color: Theme.paper; border.width: Theme.border; border.color: Theme.ink
        Words {
            id: hint
            objectName: "technician-hint"
            anchors.centerIn: parent
            text: Texts.say("technician.touch.hint") + "　" + Texts.say("technician.touch.left", { n: screen.technician.view.seconds_left })
            size: 32; bold: true
        }
    }
    MouseArea {
        objectName: "technician-cells"
        anchors.fill: parent
        function feel(x, y) {
            if (x >= 0 && y >= 0 && x < width && y < height)
                screen.technician.touch_cell(Math.floor(y / height * test.down) * test.across + Math.floor(x / width * test.across))
        }
        onPressed: mouse => feel(mouse.x, mouse.y)
        onPositionChanged: mouse => feel(mouse.x, mouse.y)
    }
}
