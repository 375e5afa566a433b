import QtQuick

// Outside the hours of the screen: nothing but black, until somebody touches it.
Rectangle {
    objectName: "dark"
    x: -40; y: -40
    width: parent ? parent.width + 80 : 0; height: parent ? parent.height + 80 : 0
    color: "#000000"
    MouseArea { anchors.fill: parent; onPressed: screen.touch_anywhere() }
}
